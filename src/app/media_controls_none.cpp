#include "app/media_controls.h"

namespace psoas::app {

/// Nobody here shows controls.
class MediaControls::Player {};

MediaControls::MediaControls(std::shared_ptr<BusConnection>, Source, QObject *parent)
    : QObject(parent) {}

MediaControls::~MediaControls() = default;

void MediaControls::show(const core::Plan &, const core::SessionView &) {}

void MediaControls::hide() {}

}  // namespace psoas::app
