#pragma once

#include <cassert>
#include <utility>
#include <variant>

namespace psoas::core {

/// Either a value or the reason why there is none. Never throws; asking for the side that is not
/// there is a programmer's error and asserts. (`std::expected` is C++23 and not everywhere yet.)
template <class Value, class Error> class [[nodiscard]] Result {
public:
    // Implicit on purpose: `return value;` and `return error;` read as what they are.
    Result(Value value) : m_outcome(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_outcome(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool ok() const noexcept { return m_outcome.index() == 0; }
    explicit operator bool() const noexcept { return ok(); }

    [[nodiscard]] const Value &value() const & {
        assert(ok());
        return *std::get_if<0>(&m_outcome);
    }
    // By value: what a loop or a reference is given must outlive the result it came from.
    [[nodiscard]] Value value() && {
        assert(ok());
        return std::move(*std::get_if<0>(&m_outcome));
    }
    [[nodiscard]] const Error &error() const & {
        assert(!ok());
        return *std::get_if<1>(&m_outcome);
    }
    [[nodiscard]] Error error() && {
        assert(!ok());
        return std::move(*std::get_if<1>(&m_outcome));
    }

private:
    std::variant<Value, Error> m_outcome;
};

/// The value of a `Result` that succeeds without one. A type of its own: an alias would be
/// shadowed, to GCC's mind, by every enumerator of that name in a header that comes later.
struct Done {
    friend bool operator==(const Done &, const Done &) = default;
};

}  // namespace psoas::core
