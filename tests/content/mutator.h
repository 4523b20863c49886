#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

namespace psoas::content {

/// Makes files that are wrong, or nearly so, out of good ones: a value of another type, a key that
/// is dropped, added, renamed or repeated, a number beyond its range, an empty text, a part of
/// another file. The same seed gives the same files on every machine.
class Mutator {
public:
    using Json = nlohmann::ordered_json;

    /// Parts of `donors` are planted into other files.
    Mutator(std::uint32_t seed, std::vector<Json> donors);

    /// The text of `file` after one to three mutations. It need not be JSON any more.
    [[nodiscard]] std::string mutated(Json file);

private:
    void mutate(Json &file);
    void replace(Json &value);
    void changeObject(Json &object);
    void changeArray(Json &array);
    void addKey(Json &object);
    [[nodiscard]] Json near(const Json &value);
    [[nodiscard]] Json donated();
    [[nodiscard]] std::size_t below(std::size_t end) { return m_random() % end; }
    template <class Values> [[nodiscard]] auto oneOf(const Values &values) {
        return values[below(values.size())];
    }

    std::mt19937 m_random;
    std::vector<Json> m_donors;
};

}  // namespace psoas::content
