#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace psoas::content {

/// Sub-schemas that all hold for one value.
using SchemaParts = std::vector<const nlohmann::json *>;

/// A value that a file can have, as one place in a schema describes it.
struct DescribedValue {
    /// Keys from the root; `*` is an element or any other key, and an alternative begins with `|`.
    std::string path;
    SchemaParts own;      ///< this place, what it refers to, and what its `allOf` adds
    SchemaParts general;  ///< what holds besides: an alternative stands inside what always holds
    bool isProperty = false;
    bool isRequired = false;

    [[nodiscard]] SchemaParts all() const;
    /// What stands under the key in `own` and then in `general`.
    [[nodiscard]] std::vector<nlohmann::json> found(const char *key) const;
};

/// Every value that the schema describes, the whole file first. A condition under `if` describes
/// none: it only asks. The values point into the schema.
[[nodiscard]] std::vector<DescribedValue> describedValues(const nlohmann::json &schema);

}  // namespace psoas::content
