#pragma once

#include "core/record.h"
#include "core/screening.h"

#include <map>
#include <string>
#include <vector>

namespace psoas::core {

/// A safety sentence and the fact it stands for (`E1`, `B5`, …).
struct SafetyText {
    std::string id;
    std::string text;
    friend bool operator==(const SafetyText &, const SafetyText &) = default;
};

/// The words of the safety gate. Shipped, and not replaceable by users; each is there and not
/// empty.
struct SafetyTexts {
    std::map<Screening, std::string> screening;  ///< all seven questions
    std::vector<SafetyText> dayPage;             ///< E1 to E4, F1 and F2 in short, in page order
    SafetyText clinician;                        ///< asked first while a lock stands
    std::map<Outcome, std::string> results;      ///< of a check, by its outcome
    std::vector<SafetyText> pain;                ///< said when sharp or numb pain ended a session
    SafetyText notReviewed;                      ///< no clinician has reviewed the texts yet
    friend bool operator==(const SafetyTexts &, const SafetyTexts &) = default;
};

}  // namespace psoas::core
