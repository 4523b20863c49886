#include "content/adjustment_writer.h"

#include "content/adjustment_reader.h"
#include "content/catalog.h"
#include "core/adjustment.h"
#include "support/catch.h"

#include <algorithm>

using namespace psoas;

TEST_CASE("adjustment writer: what it writes is read back without a word and changes nothing") {
    const content::Catalog catalog =
        content::loadCatalog(PSOAS_SOURCE_DIR "/content", std::nullopt);
    const auto routines = catalog.unadjustedRoutines();
    REQUIRE(routines.size() == 4);
    for (const core::Routine *routine : routines) {
        INFO(routine->id);
        if (routine->kind == core::RoutineKind::SafetyCheck) {
            continue;  // it has no times
        }
        const std::string text = content::adjustmentText(*routine);
        const auto read = content::readAdjustment(text, "times.json", routines);
        CHECK(read.problems.empty());
        REQUIRE(read.value.has_value());
        CHECK(read.value->adjusts == routine->id);
        CHECK(core::adjusted(*routine, *read.value) == *routine);
        const auto timed =
            std::ranges::count_if(core::allSteps(*routine),
                                  [](const core::Step *step) { return step->seconds.has_value(); });
        CHECK(read.value->seconds.size() == static_cast<std::size_t>(timed));
    }
}
