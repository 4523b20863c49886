#include "ui/banner_strip.h"

#include "ui/page_parts.h"
#include "ui/theme.h"

#include <QBoxLayout>

namespace psoas::ui {

BannerStrip::BannerStrip(QWidget *parent) : QFrame(parent), m_label(makeLabel("banner", {})) {
    setProperty("role", QStringLiteral("banner"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(3 * kSpace, kSpace, 3 * kSpace, kSpace);
    row->addWidget(m_label, 1);
    hide();
}

void BannerStrip::say(Topic topic, const QString &sentence) {
    if (sentence.isEmpty()) {
        m_sentences.remove(topic);
    } else {
        m_sentences[topic] = sentence;
    }
    m_label->setText(QStringList(m_sentences.values()).join(QLatin1Char('\n')));
    setVisible(!m_sentences.isEmpty());
}

}  // namespace psoas::ui
