#include "support/catch.h"
#include "ui/day_page.h"
#include "ui/notice_page.h"
#include "ui/question_page.h"
#include "ui/review_page.h"
#include "ui/screening_page.h"

#include <QAbstractButton>
#include <QLabel>
#include <QListWidget>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>

using namespace psoas;
using namespace psoas::ui;

namespace {

QAbstractButton *button(QWidget &page, const char *name) {
    auto *found = page.findChild<QAbstractButton *>(QLatin1String(name));
    REQUIRE(found != nullptr);
    return found;
}

void show(QWidget &page) {
    page.resize(1024, 700);
    page.show();
    page.activateWindow();
    QCoreApplication::processEvents();
}

void checkNames(QWidget &page) {
    for (const auto *each : page.findChildren<QAbstractButton *>()) {
        INFO(each->objectName().toStdString());
        CHECK_FALSE(each->objectName().isEmpty());
        CHECK_FALSE(each->text().isEmpty());
        CHECK(each->accessibleName().contains(each->text()));
    }
}

}  // namespace

TEST_CASE("question page: nothing is answered before the person answers") {
    QuestionPage page;
    QSignalSpy answered(&page, &QuestionPage::answered);
    page.setQuestion("Is there fever?", "Today or yesterday", 3, 9);
    show(page);
    checkNames(page);
    CHECK(page.findChild<QLabel *>("questionProgress")->text() == "3 of 9");
    for (const auto *each : page.findChildren<QAbstractButton *>()) {
        CHECK_FALSE(each->hasFocus());
        CHECK_FALSE(each->isChecked());
    }
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space, Qt::Key_Left}) {
        QTest::keyClick(&page, key);
    }
    CHECK(answered.isEmpty());
}

TEST_CASE("question page: keys and buttons answer") {
    QuestionPage page;
    QSignalSpy answered(&page, &QuestionPage::answered);
    QSignalSpy back(&page, &QuestionPage::back);
    QSignalSpy leave(&page, &QuestionPage::leave);
    page.setQuestion("Is there fever?", {}, 1, 9);
    show(page);
    CHECK_FALSE(button(page, "questionBack")->isEnabled());
    page.setQuestion("Is there fever?", {}, 2, 9);
    QTest::keyClick(&page, Qt::Key_Y);
    QTest::keyClick(&page, Qt::Key_N);
    button(page, "questionYes")->click();
    button(page, "questionNo")->click();
    REQUIRE(answered.size() == 4);
    CHECK(answered[0][0].toBool());
    CHECK_FALSE(answered[1][0].toBool());
    CHECK(answered[2][0].toBool());
    CHECK_FALSE(answered[3][0].toBool());
    button(page, "questionBack")->click();
    button(page, "questionLeave")->click();
    CHECK(back.size() == 1);
    CHECK(leave.size() == 1);
    CHECK(button(page, "questionYes")->size() == button(page, "questionNo")->size());
}

TEST_CASE("day page: two ways, each one key away, none preselected") {
    DayPage page;
    QSignalSpy nothing(&page, &DayPage::nothingNew);
    QSignalSpy something(&page, &DayPage::somethingNew);
    page.setView({"Monday", {"Numbness", "Fever"}});
    show(page);
    checkNames(page);
    CHECK(page.findChild<QLabel *>("dayTitle")->text() == "Anything new since Monday?");
    CHECK(page.findChildren<QLabel *>("dayPoint").last()->text().contains("Fever"));
    QTest::keyClick(&page, Qt::Key_Return);
    CHECK(nothing.isEmpty());
    CHECK(something.isEmpty());
    QTest::keyClick(&page, Qt::Key_N);
    CHECK(nothing.size() == 1);
    QTest::keyClick(&page, Qt::Key_S);
    CHECK(something.size() == 1);
}

TEST_CASE("screening page: Continue waits for every answer") {
    ScreeningPage page;
    std::map<core::Screening, core::ScreeningAnswer> filed;
    QObject::connect(&page, &ScreeningPage::answered, &page,
                     [&filed](const auto &answers) { filed = answers; });
    page.setQuestions({{core::Screening::C5, "A hip?"}, {core::Screening::C7, "Bones?"}});
    show(page);
    checkNames(page);
    const auto radios = page.findChildren<QRadioButton *>();
    REQUIRE(radios.size() == 6);
    for (const auto *radio : radios) {
        CHECK_FALSE(radio->isChecked());
    }
    auto *go = button(page, "screeningContinue");
    CHECK_FALSE(go->isEnabled());
    button(page, "screening_C5_no")->click();
    CHECK_FALSE(go->isEnabled());
    button(page, "screening_C7_yes_agreed")->click();
    REQUIRE(go->isEnabled());
    go->click();
    CHECK(filed == std::map<core::Screening, core::ScreeningAnswer>{
                       {core::Screening::C5, core::ScreeningAnswer::No},
                       {core::Screening::C7, core::ScreeningAnswer::YesAgreed}});
    page.setQuestions({{core::Screening::C5, "A hip?"}});
    CHECK_FALSE(go->isEnabled());
}

TEST_CASE("review page: an answer can be changed, and the emergency number is shown") {
    ReviewPage page;
    QSignalSpy revise(&page, &ReviewPage::revise);
    QSignalSpy filed(&page, &ReviewPage::filed);
    page.setView({.headline = "Stop.",
                  .answers = {{"One?", false, {}}, {"Two?", true, "Call."}},
                  .urgent = true,
                  .emergency = true,
                  .emergencyNumber = "112"});
    show(page);
    checkNames(page);
    CHECK(page.findChild<QLabel *>("reviewMeaning")->text() == "Call.");
    CHECK(page.findChild<QLabel *>("reviewEmergencyNumber")->isVisible());
    CHECK_FALSE(button(page, "reviewChange")->isEnabled());
    page.findChild<QListWidget *>("reviewAnswers")->setCurrentRow(1);
    button(page, "reviewChange")->click();
    REQUIRE(revise.size() == 1);
    CHECK(revise[0][0].toInt() == 1);
    button(page, "reviewContinue")->click();
    CHECK(filed.size() == 1);
    page.setView({.headline = "Fine.",
                  .answers = {{"One?", false, "Call."}},
                  .urgent = false,
                  .emergency = false,
                  .emergencyNumber = "112"});
    CHECK_FALSE(page.findChild<QLabel *>("reviewEmergencyNumber")->isVisible());
    CHECK_FALSE(page.findChild<QLabel *>("reviewMeaning")->isVisible());
}

TEST_CASE("notice page: only the ways that the caller offers") {
    NoticePage page;
    QSignalSpy again(&page, &NoticePage::checkAgain);
    page.setView({.title = "Closed",
                  .urgent = false,
                  .sentences = {"First.", "Second."},
                  .emergencyNumber = {},
                  .ways = NoticeView::CheckAgain | NoticeView::Done});
    show(page);
    checkNames(page);
    CHECK(button(page, "noticeCheckAgain")->isVisible());
    CHECK(button(page, "noticeDone")->isVisible());
    CHECK_FALSE(button(page, "noticeChangeAnswers")->isVisible());
    CHECK_FALSE(page.findChild<QLabel *>("noticeEmergencyNumber")->isVisible());
    button(page, "noticeCheckAgain")->click();
    CHECK(again.size() == 1);
}

TEST_CASE("screening page: no question is cut off at twice the text size") {
    ScreeningPage page;
    QFont large = page.font();
    large.setPointSizeF(large.pointSizeF() * 2);
    page.setFont(large);
    const QString words = QString("Is there anything of this kind that you know of? ").repeated(6);
    page.setQuestions({{core::Screening::C5, words}, {core::Screening::C7, words}});
    show(page);
    QCoreApplication::processEvents();
    for (const auto *label : page.findChildren<QLabel *>("screeningQuestion")) {
        CHECK(label->height() >= label->heightForWidth(label->width()));
    }
}
