// The peer that the window's start and memory are measured against: a main window with a label and
// a button, and nothing else. It reports its first picture as the app does.

#include <QApplication>
#include <QElapsedTimer>
#include <QLabel>
#include <QMainWindow>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

#include <iostream>
#include <utility>

namespace {

class BareWindow : public QMainWindow {
public:
    explicit BareWindow(const QElapsedTimer &sinceMain) : m_sinceMain(sinceMain) {
        auto *content = new QWidget;
        auto *column = new QVBoxLayout(content);
        column->addWidget(new QLabel(QStringLiteral("A label")));
        column->addWidget(new QPushButton(QStringLiteral("A button")));
        setCentralWidget(content);
        setWindowTitle(QStringLiteral("Bare"));
        resize(1180, 780);
    }

protected:
    void paintEvent(QPaintEvent *event) override {
        QMainWindow::paintEvent(event);
        if (!std::exchange(m_painted, true)) {
            QTimer::singleShot(0, this, [this] {
                std::cerr << "first paint after " << m_sinceMain.nsecsElapsed() / 1000 << " us\n";
            });
        }
    }

private:
    QElapsedTimer m_sinceMain;
    bool m_painted = false;
};

}  // namespace

int main(int argc, char **argv) {
    QElapsedTimer sinceMain;
    sinceMain.start();
    const QApplication application(argc, argv);
    BareWindow window(sinceMain);
    window.show();
    return QApplication::exec();
}
