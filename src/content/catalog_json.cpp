#include "content/catalog_json.h"

#include "content/small_file.h"

#include <nlohmann/json.hpp>

namespace psoas::content {

namespace {

using Json = nlohmann::ordered_json;

/// File names may be any bytes; what is no UTF-8 in them must not stop the printing.
std::string printed(const Json &json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string listJson(const Catalog &catalog) {
    Json list = Json::array();
    for (const CatalogEntry &entry : catalog.entries) {
        list.push_back({{"id", entry.routine.id},
                        {"title", entry.routine.title},
                        {"kind", core::kindName(entry.routine.kind)},
                        {"seconds", core::planSession(entry.routine).total().count()},
                        {"file", pathText(entry.file)}});
    }
    return printed(list);
}

std::string planJson(const core::Plan &plan) {
    Json list = Json::array();
    for (const core::PlannedStep &step : plan.steps) {
        list.push_back({{"order", list.size() + 1},
                        {"step", step.step},
                        {"title", step.title},
                        {"do", core::kindName(step.kind)},
                        {"side", step.side ? Json(core::sideName(*step.side)) : Json()},
                        {"round", step.round},
                        {"seconds", step.seconds ? Json(step.seconds->count()) : Json()},
                        {"waits", step.waits()}});
    }
    return printed(list);
}

std::string problemsJson(const core::Problems &problems) {
    Json list = Json::array();
    for (const core::Problem &problem : problems) {
        const bool error = problem.severity == core::Problem::Severity::Error;
        list.push_back({{"file", problem.file},
                        {"line", problem.line},
                        {"column", problem.column},
                        {"severity", error ? "error" : "warning"},
                        {"pointer", problem.pointer},
                        {"reason", problem.reason}});
    }
    return printed(list);
}

}  // namespace psoas::content
