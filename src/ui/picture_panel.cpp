#include "ui/picture_panel.h"

#include "ui/page_parts.h"
#include "ui/picture_canvas.h"
#include "ui/picture_files.h"
#include "ui/record_table.h"
#include "ui/transfer_sentences.h"

#include <QBoxLayout>
#include <QDir>

namespace psoas::ui {
namespace {
constexpr int kPadding = 2 * kSpace;
constexpr int kMostRows = 12;  // of the numbers, seen at once
}  // namespace

PicturePanel::PicturePanel(const char *objectName, FileDialogs dialogs, QWidget *parent)
    : QWidget(parent),
      m_dialogs(std::move(dialogs)),
      m_heading(makeLabel("pictureHeading", {}, "cardTitle")),
      m_caption(makeLabel("pictureCaption", {}, "muted")),
      m_canvas(new PictureCanvas),
      m_numbers(makeButton("pictureNumbers", {}, "quiet")),
      m_save(makeButton("pictureSave", tr("Save picture…"), "quiet")),
      m_told(makeLabel("pictureTold", {})),
      m_table(new RecordTable("pictureTable")) {
    setObjectName(QLatin1String(objectName));
    setProperty("role", "card");
    setAttribute(Qt::WA_StyledBackground);
    m_canvas->setObjectName(QStringLiteral("pictureCanvas"));

    auto *ways = new QHBoxLayout;
    ways->addWidget(m_numbers);
    ways->addWidget(m_save);
    ways->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kSpace, kPadding, kSpace, kSpace);
    column->setSpacing(kSpace);
    for (QWidget *each : std::initializer_list<QWidget *>{m_heading, m_caption, m_canvas}) {
        column->addWidget(each);
    }
    column->addLayout(ways);
    column->addWidget(m_told);
    column->addWidget(m_table);
    // In line with the picture, which has the line of the focus around it.
    for (QLabel *each : {m_heading, m_caption, m_told}) {
        each->setContentsMargins(kSpace, 0, kSpace, 0);
    }
    m_told->hide();
    m_table->setMostRows(kMostRows);
    showNumbers(false);

    connect(m_numbers, &QPushButton::clicked, this, [this] { showNumbers(m_table->isHidden()); });
    connect(m_save, &QPushButton::clicked, this, &PicturePanel::save);
}

void PicturePanel::setTheme(const Theme &theme) {
    m_theme = theme;
    m_canvas->setTheme(theme);
}

void PicturePanel::setPicture(const Picture &shown) { setPicture(shown, shown); }

void PicturePanel::setPicture(const Picture &shown, const Picture &saved) {
    m_saved = saved;
    m_heading->setText(shown.heading);
    m_caption->setText(shown.caption);
    m_caption->setVisible(!shown.caption.isEmpty());
    m_canvas->setPicture(shown);
    m_told->hide();
    m_table->setAccessibleName(tr("Numbers: %1").arg(shown.heading));
    m_numbers->setEnabled(!shown.numbers.rows.isEmpty());
    m_save->setEnabled(!shown.numbers.rows.isEmpty());
    showNumbers(!m_table->isHidden() && !shown.numbers.rows.isEmpty());
}

void PicturePanel::showNumbers(bool shown) {
    if (shown) {
        m_table->fill(m_saved.numbers.head, m_saved.numbers.rows);
    }
    m_table->setVisible(shown);
    setWords(*m_numbers, shown ? tr("Hide numbers") : tr("Show numbers"));
}

void PicturePanel::takeFocus() { m_canvas->setFocus(Qt::OtherFocusReason); }

QWidget &PicturePanel::afterPicture() { return *m_numbers; }

void PicturePanel::save() {
    const QString file = m_dialogs.saveAs(this, m_saved.fileName + QStringLiteral(".png"),
                                          tr("PNG pictures (*.png);;SVG pictures (*.svg)"));
    if (file.isEmpty()) {
        return;
    }
    if (m_dialogs.isOwn(file)) {
        tell(notWrittenText(app::AmongOwnFiles{}), "danger");
        return;
    }
    const auto failure = savePicture(m_saved, file);
    failure ? tell(*failure, "danger")
            : tell(tr("Saved as %1.").arg(QDir::toNativeSeparators(file)), "good");
}

void PicturePanel::tell(const QString &sentence, const char *role) {
    m_told->setText(sentence);
    setRole(*m_told, role);
    m_told->show();
    bringIntoView(*m_told);
}

}  // namespace psoas::ui
