#pragma once

#include <QFrame>
#include <QMap>

class QLabel;

namespace psoas::ui {

/// What has to be known on every page, in a strip above it: a rehearsal, sessions that are not
/// being saved. Hidden while there is nothing to say.
class BannerStrip : public QFrame {
    Q_OBJECT
public:
    /// What a sentence is about; each has at most one at a time.
    enum class Topic { Rehearsal, Store, Safety, Files, FaultyFiles };

    explicit BannerStrip(QWidget *parent = nullptr);
    /// An empty sentence takes the topic's banner away.
    void say(Topic topic, const QString &sentence);

private:
    QMap<Topic, QString> m_sentences;
    QLabel *m_label;
};

}  // namespace psoas::ui
