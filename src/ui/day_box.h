#pragma once

#include "core/history.h"

#include <QDateEdit>

namespace psoas::ui {

/// A box for a day, typed or chosen from a calendar.
class DayBox : public QDateEdit {
public:
    DayBox(const char *objectName, const QString &name);

    [[nodiscard]] core::LocalDay day() const;
    /// Shows it and tells nobody.
    void setDay(core::LocalDay day);

protected:
    void focusInEvent(QFocusEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void prepareCalendar();

    bool m_prepared = false;
};

}  // namespace psoas::ui
