#include "ui/banner_strip.h"

#include "ui/page_parts.h"
#include "ui/theme.h"

#include <QBoxLayout>

#include <algorithm>
#include <iterator>

namespace psoas::ui {

BannerStrip::BannerStrip(QWidget *parent) : QFrame(parent), m_column(new QVBoxLayout(this)) {
    setProperty("role", QStringLiteral("banner"));
    m_column->setContentsMargins(3 * kSpace, kSpace, 3 * kSpace, kSpace);
    m_column->setSpacing(kSpace / 2);
    hide();
}

BannerStrip::Row &BannerStrip::rowOf(Topic topic) {
    const auto known = m_rows.find(topic);
    if (known != m_rows.end()) {
        return *known;
    }
    auto *whole = new QWidget;
    auto *row = new QHBoxLayout(whole);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * kSpace);
    const auto made = m_rows.insert(topic, {.whole = whole,
                                            .sentence = makeLabel("banner", {}),
                                            .way = makeButton("bannerWay", {}),
                                            .go = {}});
    row->addWidget(made->sentence, 1);
    row->addWidget(made->way);
    connect(made->way, &QPushButton::clicked, this, [this, topic] {
        // A copy: what it does may say something else here.
        const auto go = m_rows[topic].go;
        go();
    });
    m_column->insertWidget(static_cast<int>(std::distance(m_rows.begin(), made)), whole);
    return *made;
}

void BannerStrip::say(Topic topic, const QString &sentence, const Way &way) {
    if (sentence.isEmpty() && !m_rows.contains(topic)) {
        return;
    }
    Row &row = rowOf(topic);
    row.sentence->setText(sentence);
    setWords(*row.way, way.words);
    row.way->setVisible(m_waysShown && !way.words.isEmpty());
    row.go = way.go;
    row.whole->setVisible(!sentence.isEmpty());
    setVisible(
        std::ranges::any_of(m_rows, [](const Row &each) { return !each.whole->isHidden(); }));
}

void BannerStrip::setWaysShown(bool shown) {
    m_waysShown = shown;
    for (const Row &row : m_rows) {
        row.way->setVisible(shown && !row.way->text().isEmpty());
    }
}

}  // namespace psoas::ui
