#include "ui/note_field.h"

#include "core/record.h"

#include <QCoreApplication>
#include <QPlainTextEdit>

namespace psoas::ui {
namespace {
constexpr int kHeight = 88;
}  // namespace

QPlainTextEdit *makeNoteField(const char *objectName) {
    auto *field = new QPlainTextEdit;
    field->setObjectName(QLatin1String(objectName));
    field->setAccessibleName(QCoreApplication::translate("psoas", "Note"));
    field->setTabChangesFocus(true);
    field->setFixedHeight(kHeight);
    return field;
}

QString asNote(const QString &written) {
    QByteArray bytes = QString(written).remove(QChar(u'\0')).trimmed().toUtf8();
    constexpr auto kMost = static_cast<qsizetype>(core::kLongestNote);
    if (bytes.size() > kMost) {
        // Not within a letter: all of its bytes but the first begin with 10 in binary.
        qsizetype end = kMost;
        while ((static_cast<unsigned char>(bytes[end]) & 0xC0U) == 0x80U) {
            --end;
        }
        bytes.truncate(end);
    }
    return QString::fromUtf8(bytes).trimmed();
}

}  // namespace psoas::ui
