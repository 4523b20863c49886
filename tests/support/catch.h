#pragma once

// The one file that knows which Catch2 this is: Debian 12 has 2.13, Debian 13 has 3.
#ifdef PSOAS_CATCH2_3
#    include <catch2/catch_all.hpp>
using Catch::Approx;
using Catch::Matchers::ContainsSubstring;
#else
#    include <catch2/catch.hpp>
inline auto ContainsSubstring(const std::string &part) { return Catch::Matchers::Contains(part); }
#endif
