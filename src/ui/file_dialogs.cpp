#include "ui/file_dialogs.h"

#include "ui/unsaved_dialog.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>

namespace psoas::ui {
namespace {

QString words(const char *source) { return QCoreApplication::translate("psoas", source); }

QString filter() { return words("JSON files (*.json)"); }

QString documents() { return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation); }

QString askWhereTo(QWidget *over, const QString &suggested, const QString &kinds) {
    QFileDialog dialog(over, words("Save to a file"), QDir(documents()).filePath(suggested), kinds);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(QFileInfo(suggested).suffix());
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

}  // namespace

FileDialogs systemFileDialogs() {
    return {.open =
                [](QWidget *over) {
                    return QFileDialog::getOpenFileName(over, words("Open a file"), documents(),
                                                        filter());
                },
            .save = [](QWidget *over,
                       const QString &suggested) { return askWhereTo(over, suggested, filter()); },
            .saveAs = askWhereTo,
            .unsaved =
                [](QWidget *over, int sessions) {
                    UnsavedDialog dialog(sessions, over);
                    return dialog.exec() == QDialog::Accepted ? dialog.choice()
                                                              : UnsavedChoice::Stay;
                }};
}

}  // namespace psoas::ui
