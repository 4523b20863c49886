#pragma once

namespace psoas::core {

/// Joins several lambdas into one visitor for `std::visit`.
template <class... Functions> struct Overloaded : Functions... { using Functions::operator()...; };
template <class... Functions> Overloaded(Functions...) -> Overloaded<Functions...>;

}  // namespace psoas::core
