#pragma once

#include "core/problem.h"

#include <optional>

namespace psoas::content {

/// What came of reading a file. `value` is there exactly when no problem is an error; warnings may
/// come with it. Problems stand in the order of their places.
template <class Value> struct Reading {
    std::optional<Value> value;
    core::Problems problems;
};

}  // namespace psoas::content
