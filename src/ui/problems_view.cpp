#include "ui/problems_view.h"

#include "ui/page_parts.h"
#include "ui/source_line.h"
#include "ui/theme.h"

#include <QBoxLayout>
#include <QFileInfo>

namespace psoas::ui {
namespace {

/// "Error in t.json, line 4, column 7: …". Of a warning no column: it is a hint, not a fault.
QString problemText(const core::Problem &problem) {
    const QString file = QFileInfo(text(problem.file)).fileName();
    QString reason = text(core::printable(problem.reason));
    if (!reason.endsWith(QLatin1Char('?'))) {
        reason += QLatin1Char('.');
    }
    const QString line = QString::number(problem.line);
    if (problem.severity == core::Problem::Severity::Warning) {
        return ProblemsView::tr("Note, %1, line %2: %3").arg(file, line, reason);
    }
    return ProblemsView::tr("Error in %1, line %2, column %3: %4")
        .arg(file, line, QString::number(problem.column), reason);
}

QWidget *problemBlock(const core::Problem &problem) {
    const bool error = problem.severity == core::Problem::Severity::Error;
    auto *block = new QWidget;
    auto *column = new QVBoxLayout(block);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSpace);
    auto *sentence = makeLabel("problem", problemText(problem), error ? "warm" : "muted");
    sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(sentence);
    if (error && !problem.source.empty()) {
        column->addWidget(new SourceLine(text(problem.source), static_cast<int>(problem.caret)));
    }
    return block;
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
    column->setSpacing(3 * kSpace);
    for (const core::Problem &problem : problems) {
        column->addWidget(problemBlock(problem));
    }
    m_column->addWidget(m_list);
    setVisible(!problems.empty() || !headline.isEmpty());
}

}  // namespace psoas::ui
