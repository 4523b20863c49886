#pragma once

#include "ui/file_dialogs.h"
#include "ui/picture.h"

#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;

namespace psoas::ui {

class PictureCanvas;
class RecordTable;

/// A picture in its frame: heading, the picture, *Show numbers* and *Save picture…*. The picture
/// takes the focus, and tells a screen reader in full sentences what it shows.
class PicturePanel : public QWidget {
    Q_OBJECT
public:
    /// *Save picture…* asks them for the file.
    PicturePanel(const char *objectName, FileDialogs dialogs, QWidget *parent = nullptr);

    virtual void setTheme(const Theme &theme);
    /// `saved`: what goes into a file, if that is not what is shown.
    void setPicture(const Picture &shown);
    void setPicture(const Picture &shown, const Picture &saved);

    /// The picture gets the focus.
    void takeFocus();
    /// Whether the numbers are shown below the picture.
    void showNumbers(bool shown);

protected:
    [[nodiscard]] PictureCanvas &canvas() { return *m_canvas; }
    [[nodiscard]] const Theme &theme() const { return m_theme; }
    /// After the picture, Tab comes to this one.
    [[nodiscard]] QWidget &afterPicture();

private:
    void save();
    void tell(const QString &sentence, const char *role);

    FileDialogs m_dialogs;
    Theme m_theme;
    Picture m_saved;
    QLabel *m_heading;
    QLabel *m_caption;
    PictureCanvas *m_canvas;
    QPushButton *m_numbers;
    QPushButton *m_save;
    QLabel *m_told;
    RecordTable *m_table;
};

}  // namespace psoas::ui
