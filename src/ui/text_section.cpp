#include "ui/text_section.h"

#include "ui/page_parts.h"
#include "ui/theme.h"

#include <QVBoxLayout>

namespace psoas::ui {

TextSection::TextSection(const QString &heading, const char *role, QWidget *parent)
    : QWidget(parent), m_text(makeLabel("sectionText", {}, role)) {
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSpace / 2);
    column->addWidget(makeLabel("sectionHeading", heading, "key"));
    column->addWidget(m_text);
}

void TextSection::setText(const QString &text) {
    m_text->setText(text);
    setVisible(!text.isEmpty());
}

}  // namespace psoas::ui
