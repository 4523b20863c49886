#pragma once

#include "core/history.h"
#include "storage/memory_store.h"
#include "support/catch.h"
#include "support/window_walk.h"

#include <QComboBox>
#include <QLabel>
#include <QListView>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace psoas {

using namespace std::chrono_literals;

inline constexpr auto kKneeling = "kneeling-hip-flexor-stretch";

/// A stretch of two sides that was over `ago` before the walk begins.
inline core::SessionRecord done(const std::string &id, std::chrono::minutes ago,
                                core::Milliseconds left, core::Milliseconds right) {
    const core::WallTime now = app::ManualClock().wall();
    core::SessionRecord session;
    session.id = id;
    session.routineId = kKneeling;
    session.routineTitle = "Kneeling hip-flexor stretch";
    session.contentDigest = "digest";
    session.startedAt = {now.utc - ago, now.offset};
    session.endedAt = core::WallTime{now.utc - ago + 5min, now.offset};
    session.outcome = core::Outcome::Completed;
    session.appVersion = "0.1.0";
    for (const core::Side side : {core::Side::Left, core::Side::Right}) {
        core::StepRecord step;
        step.step = "hold";
        step.title = "Hold";
        step.kind = core::StepKind::Hold;
        step.side = side;
        step.planned = 90s;
        step.held = side == core::Side::Left ? left : right;
        session.steps.push_back(step);
    }
    return session;
}

using Sessions = std::vector<core::SessionRecord>;

inline storage::StoreOpener holding(const Sessions &sessions) {
    return [sessions] {
        auto store = std::make_unique<storage::MemoryStore>();
        const std::vector<core::Telling> tellings(sessions.begin(), sessions.end());
        (void)store->merge(tellings, app::ManualClock().wall());
        return storage::Stored<std::unique_ptr<storage::Store>>(std::move(store));
    };
}

/// Until what one answer of the store leads to is answered, too.
inline void settleAll(WindowWalk &walk) {
    for (int i = 0; i < 6; ++i) {
        walk.settle();
    }
}

template <class Widget> Widget &child(WindowWalk &walk, const char *name) {
    auto *found = walk.window().findChild<Widget *>(QLatin1String(name));
    REQUIRE(found != nullptr);
    return *found;
}

/// The words of the label of this name that can be seen.
inline QString label(WindowWalk &walk, const char *name) {
    for (const auto *each : walk.window().findChildren<QLabel *>(QLatin1String(name))) {
        if (each->isVisible()) {
            return each->text();
        }
    }
    return {};
}

inline QListView &openSessions(WindowWalk &walk) {
    walk.press("History");
    walk.press("Sessions");
    settleAll(walk);
    return child<QListView>(walk, "sessionList");
}

inline int rows(WindowWalk &walk) {
    return child<QListView>(walk, "sessionList").model()->rowCount();
}

/// The button of this rating in the scale of the detail with this name.
inline QAbstractButton &ratingButton(WindowWalk &walk, const QString &scale, int rating) {
    for (auto *group : walk.window().findChildren<QWidget *>(QStringLiteral("tightnessScale"))) {
        if (group->isVisible() && group->accessibleName() == scale) {
            return *group->findChild<QAbstractButton *>(QStringLiteral("tightness%1").arg(rating));
        }
    }
    throw std::runtime_error("no such scale");
}

/// What the rows of the list say, from above.
inline QStringList rowTexts(WindowWalk &walk) {
    const auto *model = child<QListView>(walk, "sessionList").model();
    QStringList texts;
    for (int row = 0; row < model->rowCount(); ++row) {
        texts << model->index(row, 0).data().toString();
    }
    return texts;
}

inline core::SessionRecord stored(WindowWalk &walk, const std::string &id) {
    std::optional<core::SessionRecord> found;
    walk.records().readSession(id, [&](const auto &session) { found = session; });
    settleAll(walk);
    REQUIRE(found);
    return *found;
}

inline void choose(WindowWalk &walk, const char *box, const QString &words) {
    auto &found = child<QComboBox>(walk, box);
    found.setCurrentIndex(found.findText(words));
    emit found.activated(found.currentIndex());
    settleAll(walk);
}

}  // namespace psoas
