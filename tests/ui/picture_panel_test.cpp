#include "ui/picture_panel.h"
#include "seeded_summaries.h"
#include "support/catch.h"
#include "support/temp_folder.h"
#include "ui/dose_calendar.h"
#include "ui/picture_files.h"
#include "ui/side_ledger.h"
#include "ui/tightness_trend.h"

#include <QApplication>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QXmlStreamReader>

#include <functional>

using namespace psoas;
using namespace psoas::ui;
using namespace std::chrono;

namespace {

constexpr core::LocalDay kToday{2026y / 11 / 26};

std::vector<Picture> pictures(int weeks) {
    auto sessions = seededSessions(5, kToday, weeks);
    for (core::SessionSummary &session : sessions) {
        session.routineTitle += " & <b>";
    }
    const auto sums = sumsOf(sessions);
    return {pictureOf(doseCalendarView(sums, 2026y / 11, 4, kToday)),
            pictureOf(tightnessTrendView(sums, {}, kToday)),
            pictureOf(sideLedgerView(sums.all(), QStringLiteral("All")))};
}

Theme light() { return themeFor(ThemeChoice::Light, 1.0, true); }

QString pathOf(const std::filesystem::path &file) { return QString::fromStdString(file.string()); }

/// What a reader of XML finds: the texts of these elements; nothing if it is not XML.
std::optional<QStringList> textsIn(const QByteArray &svg, const QString &element) {
    QXmlStreamReader reader(svg);
    QStringList texts;
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == element) {
            texts << reader.readElementText();
        }
    }
    return reader.hasError() ? std::nullopt : std::optional(texts);
}

struct Desk {
    QString answer;
    QString suggested;
    QString own = QStringLiteral("/nowhere");  ///< what may not be written to
    PicturePanel panel{"panel",
                       {.open = {},
                        .save = {},
                        .saveAs =
                            [this](QWidget *, const QString &name, const QString &) {
                                suggested = name;
                                return answer;
                            },
                        .unsaved = {},
                        .isOwn = [this](const QString &file) { return file == own; }}};

    template <typename Widget> [[nodiscard]] Widget &find(const char *name) {
        return *panel.findChild<Widget *>(QLatin1String(name));
    }
};

}  // namespace

TEST_CASE("picture: as SVG it is XML with real words, its heading and what it shows") {
    for (const Picture &picture : pictures(12)) {
        INFO(picture.heading.toStdString());
        const QByteArray svg = svgOf(picture);
        const auto words = textsIn(svg, QStringLiteral("text"));
        REQUIRE(words);
        CHECK(words->contains(picture.heading));
        CHECK(words->size() > 10);
        CHECK(svg.count("font-family") == svg.count(", sans-serif\""));
        CHECK(textsIn(svg, QStringLiteral("title")) == QStringList{picture.heading});
        CHECK(textsIn(svg, QStringLiteral("desc")) == QStringList{picture.text});
    }
}

TEST_CASE("picture: as PNG it is twice as large, on a light ground, and has its words") {
    for (const Picture &picture : pictures(12)) {
        QImage image;
        REQUIRE(image.loadFromData(pngOf(picture), "PNG"));
        CHECK(image.width() > 2400);
        CHECK(image.pixelColor(0, 0) == lightTokens().surface);
        CHECK(image.text(QStringLiteral("Title")) == picture.heading);
        CHECK(image.text(QStringLiteral("Description")) == picture.text);
    }
}

TEST_CASE("picture: fewer months make a narrower file") {
    const auto widthOf = [](int months) {
        const auto sums = sumsOf(seededSessions(5, kToday, 12));
        return QImage::fromData(
                   pngOf(pictureOf(doseCalendarView(sums, 2026y / 11, months, kToday))))
            .width();
    };
    CHECK(widthOf(1) < widthOf(2));
    CHECK(widthOf(2) < widthOf(4));
}

TEST_CASE("picture: a file is replaced whole or not at all") {
    const TempFolder folder;
    const Picture picture = pictures(1).front();
    CHECK_FALSE(savePicture(picture, pathOf(folder / "a.PNG")));
    CHECK(bytesOf(folder / "a.PNG").substr(1, 3) == "PNG");
    write(folder / "b.svg", "old");
    CHECK_FALSE(savePicture(picture, pathOf(folder / "b.svg")));
    CHECK(bytesOf(folder / "b.svg").substr(0, 5) == "<?xml");

    const auto wrong = savePicture(picture, pathOf(folder / "c.jpg"));
    REQUIRE(wrong);
    CHECK(wrong->toStdString() ==
          "c.jpg was not saved. Choose a name that ends in .png or in .svg.");
    CHECK(savePicture(picture, pathOf(folder / "nowhere" / "d.png")));

    const auto halfway = writeWhole(pathOf(folder / "b.svg"), [](QIODevice &to) {
        to.write("half");
        return false;
    });
    REQUIRE(halfway);
    CHECK_THAT(halfway->toStdString(), ContainsSubstring("b.svg could not be saved in "));
    CHECK(bytesOf(folder / "b.svg").substr(0, 5) == "<?xml");
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 2);
}

TEST_CASE("picture panel: it tells the screen reader what the picture shows, and takes the focus") {
    applyTheme(*qApp, light());
    Desk desk;
    const Picture picture = pictures(12)[1];
    desk.panel.setTheme(light());
    desk.panel.setPicture(picture);
    auto &canvas = desk.find<QWidget>("pictureCanvas");
    CHECK(canvas.accessibleName() == picture.heading);
    CHECK(canvas.accessibleDescription() == picture.text);
    CHECK((canvas.focusPolicy() & Qt::TabFocus) != 0);
    CHECK(canvas.heightForWidth(900) > 300);
    desk.panel.resize(900, desk.panel.heightForWidth(900));
    desk.panel.show();
    QApplication::processEvents();
    CHECK(canvas.height() == canvas.heightForWidth(canvas.width()));
}

TEST_CASE("picture panel: the numbers come on demand, and can be reached by keys") {
    applyTheme(*qApp, light());
    Desk desk;
    const auto all = pictures(12);
    desk.panel.setTheme(light());
    desk.panel.setPicture(all[1]);
    auto &numbers = desk.find<QPushButton>("pictureNumbers");
    auto &table = desk.find<QTableWidget>("pictureTable");
    CHECK(table.isHidden());
    CHECK(numbers.text().toStdString() == "Show numbers");
    numbers.click();
    CHECK_FALSE(table.isHidden());
    CHECK(numbers.text().toStdString() == "Hide numbers");
    CHECK(numbers.accessibleName() == numbers.text());
    CHECK(table.rowCount() == all[1].numbers.rows.size());
    CHECK(table.item(0, 0)->text() == all[1].numbers.rows[0][0]);
    CHECK((table.focusPolicy() & Qt::TabFocus) != 0);
    CHECK_FALSE(table.tabKeyNavigation());

    // They follow the picture while they are shown.
    desk.panel.setPicture(all[2]);
    CHECK(table.rowCount() == all[2].numbers.rows.size());
    numbers.click();
    CHECK(table.isHidden());
}

TEST_CASE("picture panel: an empty picture has nothing to count and nothing to save") {
    applyTheme(*qApp, light());
    Desk desk;
    desk.panel.setPicture(pictures(0)[0]);
    CHECK_FALSE(desk.find<QPushButton>("pictureNumbers").isEnabled());
    CHECK_FALSE(desk.find<QPushButton>("pictureSave").isEnabled());
}

TEST_CASE("picture panel: where it was saved, and why not, stands in the panel") {
    applyTheme(*qApp, light());
    const TempFolder folder;
    Desk desk;
    desk.panel.setTheme(light());
    desk.panel.setPicture(pictures(1)[0]);
    auto &told = desk.find<QLabel>("pictureTold");
    auto &save = desk.find<QPushButton>("pictureSave");

    save.click();
    CHECK(desk.suggested.toStdString() == "calendar.png");
    CHECK(told.isHidden());

    desk.answer = pathOf(folder / "mine.svg");
    save.click();
    CHECK_FALSE(told.isHidden());
    CHECK_THAT(told.text().toStdString(), ContainsSubstring("mine.svg"));
    CHECK(QFile::exists(desk.answer));

    desk.answer = pathOf(folder / "nowhere" / "mine.png");
    save.click();
    CHECK_THAT(told.text().toStdString(), ContainsSubstring("mine.png could not be saved in "));
    CHECK(told.property("role").toString().toStdString() == "danger");

    desk.answer = pathOf(folder / "own.png");
    desk.own = desk.answer;
    save.click();
    CHECK_THAT(told.text().toStdString(), ContainsSubstring("keeps its own files"));
    CHECK_FALSE(QFile::exists(desk.answer));
}
