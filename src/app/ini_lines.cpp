#include "app/ini_lines.h"

#include <QStringList>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace psoas::app {

namespace {

// Values, in the writing of QSettings

bool isPlain(QChar c) { return c.unicode() >= 0x20 && c.unicode() != 0x7f && !c.isSurrogate(); }

bool isHexDigit(QChar c) {
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

QString escaped(const QString &text) {
    QString out;
    bool afterNumber = false;
    for (const QChar c : text) {
        // A digit after a number would be read as one of its own.
        if (!isPlain(c) || (afterNumber && isHexDigit(c))) {
            out += QStringLiteral("\\x%1").arg(c.unicode(), 0, 16);
            afterNumber = true;
            continue;
        }
        if (c == u'"' || c == u'\\') {
            out += u'\\';
        }
        out += c;
        afterNumber = false;
    }
    return out;
}

QString textOfValue(const QVariant &value) {
    if (value.typeId() == QMetaType::QByteArray) {
        return QStringLiteral("@ByteArray(%1)").arg(QString::fromLatin1(value.toByteArray()));
    }
    const QString text = value.toString();
    return text.startsWith(u'@') ? u'@' + text : text;
}

QString quoted(const QVariant &value, bool inList) {
    const QString text = textOfValue(value);
    const bool divides = std::ranges::any_of(
        text, [](QChar c) { return c == u';' || c == u',' || c == u'=' || c == u'"'; });
    const bool hidden = text.isEmpty() ? inList : text.front() == u' ' || text.back() == u' ';
    return divides || hidden ? u'"' + escaped(text) + u'"' : escaped(text);
}

QByteArray lineOf(const QString &name, const QVariant &value) {
    QStringList parts;
    if (value.typeId() == QMetaType::QStringList) {
        for (const QString &each : value.toStringList()) {
            parts << quoted(each, true);
        }
    } else {
        parts << quoted(value, false);
    }
    return (name + u'=' + parts.join(QStringLiteral(", ")) + u'\n').toUtf8();
}

// Lines, as QSettings divides them

struct Line {
    QByteArray text;  ///< with its line break
    QString section;  ///< the one that begins here, else the one that it stands in
    QString key;      ///< with its section; empty for what is no `name=value`
    bool isHead = false;
};

bool isLineBreak(char c) { return c == '\n' || c == '\r'; }

/// How many characters break the line here: none, one, or two that belong together.
qsizetype lineBreakAt(const QByteArray &ini, qsizetype i) {
    if (!isLineBreak(ini[i])) {
        return 0;
    }
    const bool isPair = i + 1 < ini.size() && isLineBreak(ini[i + 1]) && ini[i + 1] != ini[i];
    return isPair ? 2 : 1;
}

/// Where the line that begins at `start` ends, behind its line break. Within quotation marks and
/// behind a backslash a line break ends nothing. `missing`: what the last line lacks to be one.
qsizetype endOfLine(const QByteArray &ini, qsizetype start, QByteArray &missing) {
    bool inQuotes = false;
    bool inComment = false;
    bool behindBackslash = false;
    for (qsizetype i = start; i < ini.size(); ++i) {
        const char c = ini[i];
        const qsizetype lineBreak = lineBreakAt(ini, i);
        if (std::exchange(behindBackslash, false)) {
            i += lineBreak == 2 ? 1 : 0;
        } else if (lineBreak != 0 && !inQuotes) {
            return i + lineBreak;
        } else if (!inComment) {
            behindBackslash = c == '\\';
            inQuotes ^= c == '"';
            inComment = c == ';' && !inQuotes;
        }
    }
    missing += behindBackslash ? "\n" : "";
    missing += inQuotes ? "\"\n" : "\n";
    return ini.size();
}

/// The name of the section that begins in this line, with a slash behind it. Its bracket need not
/// be closed.
std::optional<QString> sectionIn(const QByteArray &line) {
    const QByteArray text = line.trimmed();
    if (!text.startsWith('[')) {
        return std::nullopt;
    }
    const auto ends = [](char c) { return c == ']' || c == ';'; };
    const auto end = std::find_if(text.begin() + 1, text.end(), ends);
    const QByteArray name(text.data() + 1, end - text.begin() - 1);
    return QString::fromUtf8(name.trimmed()) + u'/';
}

std::vector<Line> linesOf(const QByteArray &ini) {
    std::vector<Line> lines;
    QString section;
    QByteArray missing;
    for (qsizetype start = 0; start < ini.size();) {
        const qsizetype end = endOfLine(ini, start, missing);
        Line line{.text = ini.mid(start, end - start) + missing, .section = section, .key = {}};
        if (auto begins = sectionIn(line.text)) {
            line.section = section = std::move(*begins);
            line.isHead = true;
        } else if (const qsizetype equals = line.text.indexOf('='); equals > 0) {
            line.key = section + QString::fromUtf8(line.text.left(equals).trimmed());
        }
        lines.push_back(std::move(line));
        start = end;
    }
    return lines;
}

// Changes

/// What a line becomes: nothing if its key goes, or came before.
QByteArray changed(const Line &line, const IniChanges &changes, IniChanges &left) {
    if (!changes.contains(line.key)) {
        return line.text;
    }
    const QVariant value = left.take(line.key);
    return value.isValid() ? lineOf(line.key.mid(line.section.size()), value) : QByteArray();
}

/// Takes out what stands nowhere yet and belongs into this section.
QByteArray takenFor(const QString &section, IniChanges &fresh) {
    QByteArray lines;
    for (auto each = fresh.begin(); each != fresh.end();) {
        if (!each.key().startsWith(section)) {
            ++each;
            continue;
        }
        if (each.value().isValid()) {
            lines += lineOf(each.key().mid(section.size()), each.value());
        }
        each = fresh.erase(each);
    }
    return lines;
}

}  // namespace

QByteArray withChanges(const QByteArray &ini, const IniChanges &changes) {
    const std::vector<Line> lines = linesOf(ini);
    IniChanges fresh = changes;
    for (const Line &line : lines) {
        fresh.remove(line.key);
    }
    QByteArray out;
    IniChanges left = changes;
    for (const Line &line : lines) {
        out += changed(line, changes, left);
        if (line.isHead) {
            out += takenFor(line.section, fresh);
        }
    }
    while (!fresh.isEmpty()) {
        const QString section = fresh.firstKey().section(u'/', 0, 0);
        const QByteArray added = takenFor(section + u'/', fresh);
        if (!added.isEmpty()) {
            out += (out.isEmpty() ? "[" : "\n[") + section.toUtf8() + "]\n" + added;
        }
    }
    return out;
}

}  // namespace psoas::app
