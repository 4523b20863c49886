#pragma once

#include "support/temp_folder.h"

#include <nlohmann/json.hpp>

#include <utility>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

namespace psoas::content {

/// A schema of the content folder, by the name of its file.
inline nlohmann::json schemaFile(const std::string &name) {
    return nlohmann::json::parse(
        bytesOf(std::filesystem::path(PSOAS_SOURCE_DIR) / "content" / "schema" / name));
}

/// A JSON Schema and the question whether it accepts something. A number is never taken for a text.
class Schema {
public:
    explicit Schema(const std::string &name) : Schema(Parsed{schemaFile(name)}) {}

    /// One that stands in no file of its own.
    static Schema of(nlohmann::json schema) { return Schema(Parsed{std::move(schema)}); }

    bool accepts(const nlohmann::json &document) {
        return m_validator.validate(m_schema, Adapter(document), nullptr);
    }

private:
    using Adapter = valijson::adapters::NlohmannJsonAdapter;

    /// A text would turn into JSON by itself, and the name of a file into a schema.
    struct Parsed {
        nlohmann::json json;
    };

    explicit Schema(Parsed schema) : m_json(std::move(schema.json)) {
        valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
        parser.populateSchema(Adapter(m_json), m_schema);
    }

    nlohmann::json m_json;
    valijson::Schema m_schema;
    valijson::Validator m_validator{valijson::Validator::kStrongTypes};
};

}  // namespace psoas::content
