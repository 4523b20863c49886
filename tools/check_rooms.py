#!/usr/bin/env python3
"""Checks that includes between the rooms of src/ run only downward, and that nothing there can
speak to a network.

Usage: check_rooms.py [SRC]      (default: src/ beside this folder)
       check_rooms.py --self-test
Prints one line for each forbidden include; exit 1 if there is any.
"""
import pathlib
import re
import sys
import tempfile

# What each room may include: rooms, and libraries by the start of the header's name.
ROOMS = {
    "core": (set(), set()),
    "content": ({"core"}, {"nlohmann/"}),
    "storage": ({"core"}, {"SQLiteCpp/", "sqlite3.h"}),
    "exchange": ({"core"}, {"nlohmann/"}),
    "cli": ({"core", "content", "storage", "exchange"}, set()),
    "app": ({"core", "content", "storage", "exchange"}, {"Q", "systemd/"}),
    "ui": ({"core", "app"}, {"Q"}),
    "audio": ({"core", "app"}, {"Q"}),
}
LIBRARIES = ("Q", "nlohmann/", "SQLiteCpp/", "sqlite3.h", "systemd/")
# Widgets may be seen in ui alone; these are the headers app is most likely to reach for.
WIDGETS = re.compile(r"^(QtWidgets/|QApplication|QWidget|QMainWindow|QLabel|QPushButton|QDialog|"
                     r"QMessageBox|QStackedWidget|QFileDialog)")
# The program starts without the libraries for voice and sound: only what it loads later has them.
SOUND = re.compile(r"^(QtMultimedia/|QtTextToSpeech/|Q(Audio|Media|Sound|TextToSpeech|Voice))")
# Nothing leaves the machine: these are for no file, and the local socket is for one alone, by which
# a second start of the program finds the first.
NETWORK = re.compile(r"^(QtNetwork/)?(Q(Tcp|Udp|Network|Ssl|Dtls|Sctp|Http|Host|Dns|WebSocket)|"
                     r"QAbstractSocket|QtNetwork$)|^(arpa|net|netinet|netpacket)/|^curl/|^netdb\.h|"
                     r"^sys/(socket|un)\.h|^[Ww]in[Ss]ock|^[Ww][Ss]2", re.ASCII)
LOCAL_SOCKET = re.compile(r"^(QtNetwork/)?QLocal(Server|Socket)")
LOCAL_SOCKET_FILES = ("app/single_instance.h", "app/single_instance.cpp")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def refusal(file, quote, header):
    """Why this file, named from src/ on, must not include that."""
    if NETWORK.match(header):
        return "nothing speaks to a network"
    if LOCAL_SOCKET.match(header) and file not in LOCAL_SOCKET_FILES:
        return "only app/single_instance has the local socket"
    room = file.split("/")[0]
    if room not in ROOMS:
        return None
    rooms, libraries = ROOMS[room]
    if quote == '"':
        target = header.split("/")[0]
        if target not in ROOMS:
            return "is not named by its room"
        if target != room and target not in rooms:
            return f"{room} must not see {target}"
        return None
    for library in LIBRARIES:
        if header.startswith(library) and library not in libraries:
            return f"{room} must not see {header}"
    if room != "audio" and SOUND.match(header):
        return "only audio has voice and sound"
    if room in ("app", "audio") and WIDGETS.match(header):
        return f"{room} has no widgets"
    return None


def check(src):
    faults = []
    for file in sorted(src.rglob("*")):
        if file.suffix not in (".h", ".cpp"):
            continue
        name = file.relative_to(src).as_posix()
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            found = INCLUDE.match(line)
            why = refusal(name, *found.groups()) if found else None
            if why:
                faults.append(f"{file}:{number}: {found.group(2)}: {why}")
    return faults


def self_test():
    wrong = {
        "core/a.h": "#include <QString>",
        "core/b.h": '#include "content/catalog.h"',
        "storage/a.cpp": '#include "content/catalog.h"',
        "content/a.cpp": "#include <SQLiteCpp/Database.h>",
        "ui/a.cpp": '#include "storage/store.h"',
        "ui/b.cpp": "  #  include <nlohmann/json.hpp>",
        "app/a.cpp": "#include <QWidget>",
        "cli/a.cpp": '#include "app/clock.h"',
        "cli/b.cpp": '#include "paths.h"',
        "ui/d.cpp": "#include <systemd/sd-bus.h>",
        "app/d.cpp": "#include <QTcpSocket>",
        "app/e.cpp": "#include <QtNetwork/QUdpSocket>",
        "app/f.cpp": "#include <QNetworkAccessManager>",
        "app/g.cpp": "#include <QtNetwork>",
        "app/h.cpp": "#include <QSslSocket>",
        "app/i.cpp": "#include <QHostAddress>",
        "app/j.cpp": "#include <QAbstractSocket>",
        "app/k.cpp": "#include <QLocalSocket>",
        "ui/e.cpp": "#include <QtNetwork/QLocalServer>",
        "core/d.cpp": "#include <sys/socket.h>",
        "core/e.cpp": "#include <netinet/in.h>",
        "core/f.cpp": "#include <winsock2.h>",
        "storage/b.cpp": "#include <WinSock.h>",
        "storage/c.cpp": "#include <ws2tcpip.h>",
        "cli/c.cpp": "#include <netdb.h>",
        "app/m.cpp": "#include <QTextToSpeech>",
        "app/n.cpp": '#include "audio/synth.h"',
        "ui/f.cpp": "#include <QtMultimedia/QAudioSink>",
        "audio/a.cpp": '#include "ui/main_window.h"',
        "audio/b.cpp": "#include <QWidget>",
        "main.cpp": "#include <QTcpServer>",
    }
    right = {
        "core/c.h": "#include <string>",
        "app/b.cpp": '#include "storage/store.h"\n#include <QTimer>',
        "ui/c.cpp": '#include "app/practice.h"\n#include <QWidget>',
        "app/single_instance.cpp": "#include <QLocalServer>\n#include <QLocalSocket>",
        "app/l.cpp": "#include <systemd/sd-bus.h>\n#include <sys/stat.h>",
        "audio/c.cpp": '#include "app/tones.h"\n#include <QAudioSink>\n#include <QVoice>',
        "other.cpp": '#include "ui/main_window.h"\n#include <QApplication>',
    }
    with tempfile.TemporaryDirectory() as folder:
        src = pathlib.Path(folder)
        for name, text in {**wrong, **right}.items():
            (src / name).parent.mkdir(parents=True, exist_ok=True)
            (src / name).write_text(text + "\n", encoding="utf-8")
        told = {str(pathlib.Path(fault.split(":")[0]).relative_to(src)) for fault in check(src)}
    if told != set(wrong):
        sys.exit(f"self-test: expected {sorted(wrong)}, found {sorted(told)}")


def main(arguments):
    if arguments == ["--self-test"]:
        self_test()
        return 0
    src = pathlib.Path(arguments[0]) if arguments else pathlib.Path(__file__).parents[1] / "src"
    faults = check(src)
    print("\n".join(faults), end="\n" if faults else "")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
