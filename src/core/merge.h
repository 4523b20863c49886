#pragma once

#include "core/clock.h"
#include "core/record.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <variant>

namespace psoas::core {

// Two machines' histories become one, in either order with the same result: of two tellings of the
// same session the greater stands, by an order that both machines know.

/// What is left of a session that was deleted, so that no other machine brings it back unasked.
struct Tombstone {
    std::string id;
    WallTime deletedAt;
    friend bool operator==(const Tombstone &, const Tombstone &) = default;
};

/// How a history tells of one id. A session in it is over.
using Telling = std::variant<SessionRecord, Tombstone>;

[[nodiscard]] const std::string &idOf(const Telling &telling) noexcept;

/// Whether `there` stands and not `here`, both of the same id: the one edited or deleted later. A
/// session never edited is older than any that was. Where both have the same time a deletion
/// stands, and of two sessions the one whose values are greater, compared one after the other in
/// the order in which they are exported, texts by their bytes. Of two that are the same neither
/// yields.
[[nodiscard]] bool yieldsTo(const Telling &here, const Telling &there);

/// What becomes of a telling that comes from elsewhere.
enum class MergeStep {
    New,          ///< a session that is not here
    Same,         ///< here already, the same
    Replaces,     ///< here, but edited earlier: what is here yields
    KeptHere,     ///< here, and edited later
    Deletes,      ///< the deletion of a session that is here
    KeptDeleted,  ///< a session that was deleted here later
    Restores,     ///< a session that was deleted here, and edited there later
    Marks,        ///< the deletion of a session that was never here: remembered
};

/// `here`: nothing where the id is unknown.
[[nodiscard]] MergeStep mergeStep(const std::optional<Telling> &here, const Telling &there);

/// Whether the step changes anything here.
[[nodiscard]] bool changes(MergeStep step) noexcept;

/// How many tellings came to each step.
class MergeCounts {
public:
    void add(MergeStep step) { ++m_counts[static_cast<std::size_t>(step)]; }
    [[nodiscard]] std::size_t operator[](MergeStep step) const {
        return m_counts[static_cast<std::size_t>(step)];
    }
    [[nodiscard]] std::size_t total() const noexcept;
    /// Of the steps that change something.
    [[nodiscard]] std::size_t changed() const noexcept;
    friend bool operator==(const MergeCounts &, const MergeCounts &) = default;

private:
    std::array<std::size_t, static_cast<std::size_t>(MergeStep::Marks) + 1> m_counts{};
};

}  // namespace psoas::core
