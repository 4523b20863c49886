#include "app/local_address.h"

#include <QDir>
#include <QFile>

#include <sys/stat.h>
#include <unistd.h>

namespace psoas::app {

namespace {

/// The system has room for 104 bytes on macOS and for 108 on Linux, and Qt gives a socket at first
/// a name that is 9 bytes longer.
constexpr qsizetype kLongest = 90;

}  // namespace

QString localAddress(const QString &name) {
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    for (const QString &folder : {runtime, QDir::tempPath()}) {
        QString address = folder + QLatin1Char('/') + name;
        if (QDir::isAbsolutePath(folder) && QDir(folder).exists() &&
            QFile::encodeName(address).size() <= kLongest) {
            return address;
        }
    }
    return QStringLiteral("/tmp/") + name;
}

bool isOurs(const QString &address) {
    struct stat found {};
    // Not through a link: whose the link is decides who could lay it there.
    return lstat(QFile::encodeName(address).constData(), &found) == 0 && S_ISSOCK(found.st_mode) &&
           found.st_uid == geteuid();
}

}  // namespace psoas::app
