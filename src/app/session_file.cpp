#include "app/session_file.h"

#include "app/paths.h"
#include "exchange/history_json.h"
#include "exchange/replaced_file.h"

namespace psoas::app {

std::optional<QString> writeSessions(const QString &file,
                                     const std::vector<core::SessionRecord> &sessions) {
    exchange::ReplacedFile target(pathOf(file));
    exchange::HistoryJsonWriter writer(target.out());
    for (const core::SessionRecord &session : sessions) {
        writer.add(session);
    }
    writer.end();
    const std::error_code failed = target.commit();
    return failed ? std::optional(QString::fromStdString(failed.message())) : std::nullopt;
}

}  // namespace psoas::app
