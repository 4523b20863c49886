#include "ui/timeline_bar.h"

#include "ui/page_parts.h"
#include "ui/text.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace psoas::ui {
namespace {
constexpr int kHeight = 40;
constexpr int kPreferredWidth = 480;
constexpr int kLeastWidth = 160;
constexpr double kGap = 2;
constexpr double kEdgeShare = 0.5;

/// "Left 0:45" if there is room, else "Left" or "L"; without a side the time, or nothing.
QString longestFitting(const core::PlannedStep &hold, const QFontMetrics &metrics, double width) {
    const QString time = clockTime(*hold.seconds);
    QStringList all{time};
    if (hold.side) {
        const QString side = sideWord(*hold.side);
        all = {side + QLatin1Char(' ') + time, side, side.left(1)};
    }
    for (const QString &words : all) {
        if (metrics.horizontalAdvance(words) <= width) {
            return words;
        }
    }
    return {};
}

}  // namespace

TimelineBar::TimelineBar(QWidget *parent) : QLabel(parent) {
    setObjectName(QStringLiteral("timelineBar"));
}

void TimelineBar::setTheme(const Theme &theme) {
    m_theme = theme;
    updateGeometry();
    update();
}

void TimelineBar::setPlan(const core::Plan &plan) {
    m_plan = plan;
    QStringList steps;
    for (const core::PlannedStep &step : plan.steps) {
        if (!step.seconds) {
            continue;
        }
        QString words = stepKindText(step.kind);
        if (step.side) {
            words += QStringLiteral(", ") + sideText(*step.side).toLower();
        }
        steps << words + QStringLiteral(" ") + spokenSeconds(*step.seconds);
    }
    setAccessibleName(tr("The plan: %1").arg(steps.join(QStringLiteral("; "))));
    update();
}

QSize TimelineBar::sizeHint() const { return {kPreferredWidth, minimumSizeHint().height()}; }

QSize TimelineBar::minimumSizeHint() const {
    const int line = QFontMetrics(m_theme.font()).height();
    return {kLeastWidth, std::max(kHeight, line + kSpace)};
}

void TimelineBar::paintEvent(QPaintEvent *) {
    const double total = static_cast<double>(m_plan.total().count());
    if (total <= 0) {
        return;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_theme.font());
    QPainterPath rounded;
    rounded.addRoundedRect(rect(), kControlRadius, kControlRadius);
    painter.setClipPath(rounded);
    const Tokens &tokens = m_theme.tokens;
    painter.fillRect(rect(), tokens.sunken);
    double x = 0;
    for (const core::PlannedStep &step : m_plan.steps) {
        const double wide =
            width() * static_cast<double>(step.seconds.value_or(core::Seconds{0}).count()) / total;
        if (step.kind == core::StepKind::Hold) {
            const QRectF bar(x + kGap / 2, 0, std::max(1.0, wide - kGap), height());
            painter.fillRect(bar, tokens.accent);
            painter.setPen(tokens.onAccent);
            painter.drawText(bar, Qt::AlignCenter,
                             longestFitting(step, painter.fontMetrics(), bar.width() - kSpace));
        }
        x += wide;
    }
    // In the dark the steps between would else look like holes.
    painter.setClipping(false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(mixed(tokens.sunken, tokens.line, kEdgeShare), 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kControlRadius,
                            kControlRadius);
}

}  // namespace psoas::ui
