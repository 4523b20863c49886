#pragma once

#include "ui/figure_widget.h"

namespace psoas::ui {

/// A figure beside words: it asks for its least and takes all that is left. With an ignored size it
/// would ask for nothing, and words that wrap would be laid out as if it were not there.
class SmallFigure : public FigureWidget {
public:
    explicit SmallFigure(QSize least) : m_least(least) {
        setMinimumSize(least);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    }
    [[nodiscard]] QSize sizeHint() const override { return m_least; }

private:
    QSize m_least;
};

}  // namespace psoas::ui
