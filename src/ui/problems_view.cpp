#include "ui/problems_view.h"

#include "ui/page_parts.h"
#include "ui/source_line.h"
#include "ui/theme.h"

#include <QBoxLayout>
#include <QFileInfo>

namespace psoas::ui {
namespace {

QString problemText(const core::Problem &problem) {
    const QString kind = problem.severity == core::Problem::Severity::Error
                             ? ProblemsView::tr("Error")
                             : ProblemsView::tr("Warning");
    return ProblemsView::tr("%1 in %2, line %3, column %4: %5")
        .arg(kind, QFileInfo(text(problem.file)).fileName())
        .arg(problem.line)
        .arg(problem.column)
        .arg(text(core::printable(problem.reason)));
}

}  // namespace

ProblemsView::ProblemsView(QWidget *parent)
    : QWidget(parent),
      m_headline(makeLabel("problemsHeadline", {}, "warm")),
      m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(kSpace);
    m_column->addWidget(m_headline);
    hide();
}

void ProblemsView::setProblems(const core::Problems &problems, const QString &headline) {
    m_headline->setText(headline);
    m_headline->setVisible(!headline.isEmpty());
    delete m_list;
    m_list = new QWidget;
    auto *column = new QVBoxLayout(m_list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSpace);
    for (const core::Problem &problem : problems) {
        auto *sentence = makeLabel("problem", problemText(problem), "warm");
        sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(sentence);
        if (!problem.source.empty()) {
            column->addWidget(
                new SourceLine(text(problem.source), static_cast<int>(problem.caret)));
        }
    }
    m_column->addWidget(m_list);
    setVisible(!problems.empty() || !headline.isEmpty());
}

}  // namespace psoas::ui
