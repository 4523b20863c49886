#include "schema_walk.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>

namespace psoas::content {

namespace {

using Json = nlohmann::json;

/// The name of a property that has none of its own.
const std::string kAnyOther = "*";

/// What stands under the key; null where nothing does.
const Json &at(const Json &object, std::string_view key) {
    static const Json nothing;
    const auto found = object.find(key);
    return found == object.end() ? nothing : *found;
}

void append(SchemaParts &parts, const SchemaParts &more) {
    parts.insert(parts.end(), more.begin(), more.end());
}

class Walk {
public:
    explicit Walk(const Json &schema) : m_schema(schema) {
        visit({.path = "", .own = whole(schema), .general = {}});
    }

    std::vector<DescribedValue> values() && { return std::move(m_values); }

private:
    [[nodiscard]] SchemaParts whole(const Json &schema) const {
        if (schema.contains("$ref")) {
            // What stands beside a reference does not count in draft 7.
            const auto target = schema["$ref"].get<std::string>().substr(1);
            return whole(m_schema.at(Json::json_pointer(target)));
        }
        SchemaParts parts{&schema};
        for (const Json &each : at(schema, "allOf")) {
            append(parts, whole(each));
        }
        return parts;
    }

    [[nodiscard]] SchemaParts property(const SchemaParts &parts, const std::string &name) const {
        SchemaParts found;
        for (const Json *part : parts) {
            const Json &named = at(at(*part, "properties"), name);
            const Json &schema = named.is_null() ? at(*part, "additionalProperties") : named;
            if (schema.is_object()) {
                append(found, whole(schema));
            }
        }
        return found;
    }

    [[nodiscard]] SchemaParts elements(const SchemaParts &parts) const {
        SchemaParts found;
        for (const Json *part : parts) {
            if (part->contains("items")) {
                append(found, whole(at(*part, "items")));
            }
        }
        return found;
    }

    void visit(const DescribedValue &value) {
        m_values.push_back(value);
        std::set<std::string> names;
        for (const Json *part : value.own) {
            for (const auto &[name, schema] : at(*part, "properties").items()) {
                names.insert(name);
            }
            if (at(*part, "additionalProperties").is_object()) {
                names.insert(kAnyOther);
            }
        }
        const auto required = value.found("required");
        for (const std::string &name : names) {
            visit({.path = value.path + '/' + name,
                   .own = property(value.own, name),
                   .general = property(value.general, name),
                   .isProperty = true,
                   .isRequired = std::ranges::any_of(required, [&](const Json &each) {
                       return std::ranges::find(each, Json(name)) != each.end();
                   })});
        }
        if (const SchemaParts own = elements(value.own); !own.empty()) {
            visit({.path = value.path + '/' + kAnyOther,
                   .own = own,
                   .general = elements(value.general)});
        }
        visitAlternatives(value);
    }

    void visitAlternatives(const DescribedValue &value) {
        for (const Json *part : value.own) {
            SchemaParts alternatives;
            for (const char *key : {"oneOf", "anyOf"}) {
                for (const Json &each : at(*part, key)) {
                    alternatives.push_back(&each);
                }
            }
            for (const char *key : {"then", "else"}) {
                if (part->contains(key)) {
                    alternatives.push_back(&at(*part, key));
                }
            }
            for (std::size_t i = 0; i < alternatives.size(); ++i) {
                visit({.path = value.path + "/|" + std::to_string(i),
                       .own = whole(*alternatives[i]),
                       .general = value.all()});
            }
        }
    }

    const Json &m_schema;
    std::vector<DescribedValue> m_values;
};

}  // namespace

SchemaParts DescribedValue::all() const {
    SchemaParts parts = own;
    append(parts, general);
    return parts;
}

std::vector<Json> DescribedValue::found(const char *key) const {
    std::vector<Json> values;
    for (const Json *part : all()) {
        if (part->contains(key)) {
            values.push_back(part->at(key));
        }
    }
    return values;
}

std::vector<DescribedValue> describedValues(const Json &schema) { return Walk(schema).values(); }

}  // namespace psoas::content
