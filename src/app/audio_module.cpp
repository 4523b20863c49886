#include "app/audio_module.h"

#include <QPluginLoader>

#include <mutex>

namespace psoas::app {

namespace {

struct Found {
    std::mutex mutex;
    bool looked = false;
    std::shared_ptr<AudioModule> module;
};

std::shared_ptr<AudioModule> lookIn(const QStringList &folders) {
    for (const QString &folder : folders) {
        QPluginLoader loader(folder + QStringLiteral("/psoas-ease-audio"));
        if (auto *module = qobject_cast<AudioModule *>(loader.instance())) {
            // Never unloaded: a thread that hangs in it may be left behind.
            return {module, [](AudioModule *) {}};
        }
    }
    return nullptr;
}

}  // namespace

OpenModule moduleIn(const QStringList &folders) {
    return [folders, found = std::make_shared<Found>()] {
        const std::lock_guard lock(found->mutex);
        if (!std::exchange(found->looked, true)) {
            found->module = lookIn(folders);
        }
        return found->module;
    };
}

}  // namespace psoas::app
