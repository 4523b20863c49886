#pragma once

#include "core/pose.h"
#include "core/routine.h"

#include <optional>
#include <set>
#include <span>
#include <string_view>

namespace psoas::core {

/// The questions asked before a pose is used for the first time. Their words are content; which
/// pose brings which question is decided here, so that no file can leave one out.
enum class Screening {
    C1,  ///< on the ball: pregnancy, a recent birth, a coil
    C2,  ///< on the ball: recent surgery, a hernia, a stoma, an implant, a lump
    C3,  ///< on the ball: blood thinners, a bleeding or clotting disorder
    C4,  ///< on the ball: a vessel of the belly, an inflamed or infected bowel
    C5,  ///< half-kneeling: a hip replacement, a knee that cannot take kneeling
    C6,  ///< constructive rest: late pregnancy
    C7,  ///< every technique: fragile bones, long use of steroids, cancer
};

enum class ScreeningAnswer {
    No,
    Yes,        ///< closes the routines that use the pose
    YesAgreed,  ///< yes, and a clinician agreed
};

[[nodiscard]] std::span<const Screening> allScreenings() noexcept;
[[nodiscard]] std::string_view screeningName(Screening question) noexcept;  ///< `C1`, …
[[nodiscard]] std::optional<Screening> screeningNamed(std::string_view name) noexcept;
[[nodiscard]] std::string_view answerName(ScreeningAnswer answer) noexcept;  ///< `yes_agreed`, …
[[nodiscard]] std::optional<ScreeningAnswer> screeningAnswerNamed(std::string_view name) noexcept;

/// The questions that this routine brings with it, by the poses of its steps. A technique with a
/// hold in no named pose could be anything: it brings all of them. A safety check brings none.
[[nodiscard]] std::set<Screening> screeningsFor(const Routine &routine);

}  // namespace psoas::core
