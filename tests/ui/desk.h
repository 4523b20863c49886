#pragma once

#include "core/adjustment.h"
#include "support/catch.h"
#include "support/temp_folder.h"
#include "support/window_walk.h"
#include "ui/dropped_file.h"
#include "ui/time_spin_box.h"

#include <QAbstractItemView>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QTest>

#include <functional>
#include <string>

namespace psoas {

using namespace std::chrono_literals;

inline const std::string kStretch = "kneeling-hip-flexor-stretch";
inline const QString kTimes = QStringLiteral("/routines/kneeling-hip-flexor-stretch-times.json");
inline const char *const kBoth =
    R"({"format":1,"adjusts":"kneeling-hip-flexor-stretch","seconds":{"tilt":9,"hold":50}})";
inline const char *const kMine =
    R"({"format":1,"id":"mine","title":"Mine","kind":"technique","summary":"S",)"
    R"("steps":[{"id":"a","do":"hold","title":"A","pose":"sitting","seconds":5}]})";

/// A window on the Routines page, and a folder of files from elsewhere.
struct Desk {
    QTemporaryDir elsewhere;
    QString picked;  ///< what the person answers when they are asked for a file
    std::function<void()> meanwhile = [] {};  ///< while they are being asked
    WindowWalk walk{
        {.dialogs = {.open = [this](QWidget *) { return picked; },
                     .save =
                         [this](QWidget *, const QString &) {
                             meanwhile();
                             return picked;
                         },
                     .unsaved = [](QWidget *, int) { return ui::UnsavedChoice::Stay; }}}};

    Desk() { walk.press("Routines"); }

    QString own(const QString &name) const { return walk.dataFolder() + "/routines/" + name; }
    void put(const QString &file, const std::string &text) {
        write(file.toStdString(), text);
        if (file.startsWith(walk.dataFolder())) {
            walk.press("Read files again");
        }
    }
    /// A file from elsewhere with this text, ready to be picked.
    void bring(const std::string &text) {
        picked = elsewhere.filePath("shared.json");
        write(picked.toStdString(), text);
    }
    std::string bytes(const QString &file) const { return bytesOf(file.toStdString()); }

    void choose(const QString &title) {
        auto *list = walk.window().findChild<QAbstractItemView *>("routineList");
        for (int row = 0; row < list->model()->rowCount(); ++row) {
            const QModelIndex index = list->model()->index(row, 0);
            if (index.data().toString().startsWith(title)) {
                list->setCurrentIndex(index);
                return;
            }
        }
        FAIL("no row " << title.toStdString());
    }
    template <class Widget> Widget *see(const char *name) {
        for (auto *each : walk.window().findChildren<Widget *>(QLatin1String(name))) {
            if (each->isVisible()) {
                return each;
            }
        }
        return nullptr;
    }
    QString words(const char *label) {
        auto *found = see<QLabel>(label);
        return found == nullptr ? QString() : found->text();
    }
    void adjust(const QString &title) {
        choose(title);
        walk.press("Adjust times");
    }
    ui::TimeSpinBox &box(const char *step) {
        auto *found = see<ui::TimeSpinBox>((std::string("timeBox-") + step).c_str());
        REQUIRE(found != nullptr);
        return *found;
    }
    void type(QWidget &field, const QString &typed) {
        field.setFocus();
        if (auto *edit = qobject_cast<QLineEdit *>(&field)) {
            edit->selectAll();
        } else {
            qobject_cast<QAbstractSpinBox *>(&field)->selectAll();
        }
        QTest::keyClicks(&field, typed);
    }
    /// From another window, after which all files are read again.
    void comeBack() {
        QEvent activation(QEvent::ActivationChange);
        QCoreApplication::sendEvent(&walk.window(), &activation);
    }
    core::Adjustment times(const std::string &id) {
        const auto *routine = walk.practice().library().find(id);
        REQUIRE(routine != nullptr);
        return core::timesOf(routine->routine);
    }
    /// Whether it was welcome.
    bool drop(const QString &file) {
        const bool welcome = dropOn(walk.window(), file);
        walk.settle();
        CHECK(welcome == (see<QWidget>("newRoutinePage") != nullptr));
        return welcome;
    }
};

}  // namespace psoas
