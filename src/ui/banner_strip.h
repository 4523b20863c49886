#pragma once

#include <QFrame>
#include <QMap>

#include <functional>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace psoas::ui {

/// What has to be known on every page, in a strip above it: a rehearsal, sessions that are not
/// being saved. Hidden while there is nothing to say.
class BannerStrip : public QFrame {
    Q_OBJECT
public:
    /// What a sentence is about; each has at most one at a time.
    enum class Topic { Rehearsal, Store, StoreFile, Safety, Files, FaultyFiles };
    /// What can be done about it: a button beside the sentence.
    struct Way {
        QString words;
        std::function<void()> go;
    };

    explicit BannerStrip(QWidget *parent = nullptr);
    /// An empty sentence takes the topic's banner away. A way without words has no button.
    void say(Topic topic, const QString &sentence, const Way &way = {});

    /// Whether the buttons can be seen: not while something else wants the person's hands.
    void setWaysShown(bool shown);

private:
    struct Row {
        QWidget *whole;
        QLabel *sentence;
        QPushButton *way;
        std::function<void()> go;
    };
    Row &rowOf(Topic topic);

    bool m_waysShown = true;
    QBoxLayout *m_column;
    QMap<Topic, Row> m_rows;
};

}  // namespace psoas::ui
