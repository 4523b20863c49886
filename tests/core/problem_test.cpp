#include "core/problem.h"

#include "support/catch.h"

using namespace psoas::core;

TEST_CASE("a problem is one line whatever the file holds") {
    const Problem problem{.severity = Problem::Severity::Warning,
                          .file = "a\nb.json",
                          .line = 3,
                          .column = 7,
                          .pointer = "/k\x1B[2J",
                          .reason = "unknown key `k\x1B[2J\r\n\x7F` of a r\xC3\xA4tsel"};
    CHECK(toLine(problem) ==
          "a\\u000ab.json:3:7: warning: /k\\u001b[2J: unknown key "
          "`k\\u001b[2J\\u000d\\u000a\\u007f` of a r\xC3\xA4tsel");
}

TEST_CASE("what steers a terminal is shown as what it is, and letters stay") {
    CHECK(printable("\xC2\x9B"
                    "2J") == "\\u009b2J");
    CHECK(printable("a\xE2\x80\xAE"
                    "b\xE2\x81\xA6"
                    "c\xD8\x9C") == "a\\u202eb\\u2066c\\u061c");
    CHECK(printable("\xE2\x80\xA8\xE2\x80\x8F") == "\\u2028\\u200f");
    const std::string letters = "\xC3\xA4 \xE2\x80\xA6 \xE4\xBC\xB8 \xF0\x9F\x98\x80 \xC2\xA0";
    CHECK(printable(letters) == letters);
    CHECK(printable("\xC2") == "\xC2");
}
