#include "ui/picture_files.h"

#include "ui/picture_parts.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QImage>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>

#include <cmath>

namespace psoas::ui {
namespace {

constexpr double kWidth = 1200;  // four months side by side
constexpr double kMargin = 4 * kSpace;
constexpr int kPngScale = 2;
constexpr double kScreenDots = 96;  // an inch
constexpr double kInch = 0.0254;    // in metres

QString words(const char *source) { return QCoreApplication::translate("psoas", source); }

Theme onPaper() { return themeFor(ThemeChoice::Light, 1.0, true); }

double headHeight(const Picture &picture, const Theme &theme) {
    const double caption =
        picture.caption.isEmpty() ? 0 : lineHeight(pictureFont(theme)) + kSpace / 2.0;
    return lineHeight(pictureFont(theme, kHeadingSize)) + caption + 2 * kSpace;
}

QSize sizeOf(const Picture &picture, const Theme &theme) {
    return {static_cast<int>(kWidth + 2 * kMargin),
            static_cast<int>(std::ceil(headHeight(picture, theme) +
                                       picture.heightFor(kWidth, theme) + 2 * kMargin))};
}

void paintSheet(QPainter &painter, const Picture &picture, const Theme &theme) {
    const QSizeF size = sizeOf(picture, theme);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRectF({}, size), theme.tokens.surface);
    const QFont heading = pictureFont(theme, kHeadingSize, QFont::DemiBold);
    const QFont body = pictureFont(theme);
    paintWords(painter, {kMargin, kMargin, kWidth, lineHeight(heading)}, Qt::AlignLeft,
               picture.heading, heading, theme.tokens.text);
    if (!picture.caption.isEmpty()) {
        paintWords(
            painter,
            {kMargin, kMargin + lineHeight(heading) + kSpace / 2.0, kWidth, lineHeight(body)},
            Qt::AlignLeft, picture.caption, body, theme.tokens.muted);
    }
    const double top = kMargin + headHeight(picture, theme);
    picture.paint(painter, {kMargin, top, kWidth, size.height() - top - kMargin}, theme);
}

QString failedText(const QString &file) {
    const QFileInfo place(file);
    return words(
               "%1 could not be saved in %2. See that the folder is there, that you may write "
               "in it and that its disk has room, and try again. Nothing was changed.")
        .arg(place.fileName(), QDir::toNativeSeparators(place.absolutePath()));
}

}  // namespace

QByteArray pngOf(const Picture &picture) {
    const Theme theme = onPaper();
    QImage image(kPngScale * sizeOf(picture, theme), QImage::Format_RGB32);
    const int dots = static_cast<int>(std::lround(kPngScale * kScreenDots / kInch));
    image.setDotsPerMeterX(dots);
    image.setDotsPerMeterY(dots);
    image.setText(QStringLiteral("Title"), picture.heading);
    image.setText(QStringLiteral("Description"), picture.text);
    QPainter painter(&image);
    painter.scale(kPngScale, kPngScale);
    paintSheet(painter, picture, theme);
    painter.end();
    QBuffer bytes;
    image.save(&bytes, "PNG");
    return bytes.data();
}

QByteArray svgOf(const Picture &picture) {
    const Theme theme = onPaper();
    const QSize size = sizeOf(picture, theme);
    QBuffer bytes;
    QSvgGenerator generator;
    generator.setOutputDevice(&bytes);
    generator.setSize(size);
    generator.setViewBox(QRect({}, size));
    generator.setResolution(static_cast<int>(kScreenDots));
    // Qt would write them as they are, and an ampersand would break the file.
    generator.setTitle({});
    generator.setDescription({});
    QPainter painter(&generator);
    paintSheet(painter, picture, theme);
    painter.end();
    const QString about = QStringLiteral("\n<title>%1</title>\n<desc>%2</desc>")
                              .arg(picture.heading.toHtmlEscaped(), picture.text.toHtmlEscaped());
    QByteArray svg = bytes.data();
    svg.insert(svg.indexOf('>', svg.indexOf("<svg")) + 1, about.toUtf8());
    return svg;
}

std::optional<QString> savePicture(const Picture &picture, const QString &file) {
    const QString suffix = QFileInfo(file).suffix().toLower();
    if (suffix != QLatin1String("png") && suffix != QLatin1String("svg")) {
        return words("%1 was not saved. Choose a name that ends in .png or in .svg.")
            .arg(QFileInfo(file).fileName());
    }
    const QByteArray bytes = suffix == QLatin1String("svg") ? svgOf(picture) : pngOf(picture);
    return writeWhole(file, [&bytes](QIODevice &to) { return to.write(bytes) == bytes.size(); });
}

std::optional<QString> writeWhole(const QString &file,
                                  const std::function<bool(QIODevice &)> &write) {
    QSaveFile whole(file);
    if (whole.open(QIODevice::WriteOnly) && write(whole) && whole.commit()) {
        return std::nullopt;
    }
    return failedText(file);
}

}  // namespace psoas::ui
