#pragma once

#include "support/catch.h"

#include <QCoreApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

namespace psoas {

/// Drops a file on this window as a person does who holds the key for moving it. Whether it was
/// welcome; never is it taken from where it was.
inline bool dropOn(QWidget &window, const QString &file) {
    QMimeData dropped;
    dropped.setUrls({QUrl::fromLocalFile(file)});
    constexpr auto kEither = Qt::CopyAction | Qt::MoveAction;
    QDragEnterEvent enter({10, 10}, kEither, &dropped, Qt::LeftButton, Qt::ShiftModifier);
    QCoreApplication::sendEvent(&window, &enter);
    if (enter.isAccepted()) {
        QDropEvent event({10, 10}, kEither, &dropped, Qt::LeftButton, Qt::ShiftModifier);
        QCoreApplication::sendEvent(&window, &event);
        CHECK(event.dropAction() == Qt::CopyAction);
    }
    return enter.isAccepted();
}

}  // namespace psoas
