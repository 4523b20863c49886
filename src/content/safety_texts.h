#pragma once

#include "content/reading.h"
#include "core/safety_texts.h"

#include <string>
#include <string_view>

namespace psoas::content {

/// Reads the shipped safety texts. Anything missing, empty or doubled is an error: the program
/// must not ask half of its questions.
[[nodiscard]] Reading<core::SafetyTexts> readSafetyTexts(std::string_view text,
                                                         const std::string &file);

}  // namespace psoas::content
