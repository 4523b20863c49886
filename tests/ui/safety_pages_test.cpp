#include "support/catch.h"
#include "support/window_walk.h"
#include "ui/day_page.h"
#include "ui/figure_widget.h"
#include "ui/notice_page.h"
#include "ui/question_page.h"
#include "ui/review_page.h"
#include "ui/screening_page.h"

#include <QAbstractButton>
#include <QApplication>
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

TEST_CASE("review page: Enter changes an answer, and Tab comes last to what gives them up") {
    ReviewPage page;
    QSignalSpy revise(&page, &ReviewPage::revise);
    page.setView({.headline = "Fine.",
                  .answers = {{"One?", false, {}}, {"Two?", false, {}}},
                  .urgent = false,
                  .emergency = false,
                  .emergencyNumber = {}});
    show(page);
    auto *answers = page.findChild<QListWidget *>("reviewAnswers");
    QTest::keyClick(answers, Qt::Key_Return);
    CHECK(revise.isEmpty());
    answers->setFocus();
    QTest::keyClick(answers, Qt::Key_Down);
    answers->setCurrentRow(1);
    std::vector<std::string> order;
    for (int i = 0; i < 3; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        order.push_back(QApplication::focusWidget()->objectName().toStdString());
    }
    CHECK(order == std::vector<std::string>{"reviewContinue", "reviewChange", "reviewLeave"});
    answers->setFocus();
    QTest::keyClick(answers, Qt::Key_Return);
    REQUIRE(revise.size() == 1);
    CHECK(revise[0][0].toInt() == 1);
}

TEST_CASE("review page: a yes stands out from the rows around it, and not by colour alone") {
    ReviewPage page;
    page.setView({.headline = "Stop.",
                  .answers = {{"One?", false, {}}, {"Two?", true, {}}},
                  .urgent = true,
                  .emergency = false,
                  .emergencyNumber = {}});
    auto *answers = page.findChild<QListWidget *>("reviewAnswers");
    CHECK_FALSE(answers->item(0)->font().bold());
    CHECK(answers->item(1)->font().bold());
    CHECK(answers->item(0)->foreground() != answers->item(1)->foreground());
}

TEST_CASE("screening page: with the answer that has the focus the whole question is in sight") {
    ScreeningPage page;
    std::map<core::Screening, QString> questions;
    for (const core::Screening each : core::allScreenings()) {
        questions[each] = "Is there anything of this kind that you know of?";
    }
    page.setQuestions(questions);
    page.resize(700, 430);
    page.show();
    page.activateWindow();
    QCoreApplication::processEvents();
    const auto radios = page.findChildren<QRadioButton *>();
    const auto inSight = [&](const QWidget *part) {
        return part->visibleRegion().boundingRect() == part->rect();
    };
    for (int i = 0; i < radios.size(); i += 3) {
        radios[i]->setFocus(Qt::TabFocusReason);
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
        INFO(i);
        for (int answer = 0; answer < 3; ++answer) {
            CHECK(inSight(radios[i + answer]));
        }
    }
}

TEST_CASE(
    "review: the result is said once, and what it means for this answer on the next page too") {
    WindowWalk walk;
    walk.press("Start Ball release");
    walk.press("Yes");
    const auto words = [&](const char *name) {
        return walk.window().findChild<QLabel *>(QLatin1String(name))->text();
    };
    CHECK(words("reviewHeadline") == "Stop. Call your local emergency number.");
    CHECK(words("reviewMeaning") ==
          "Tell them about the numbness, or about your bladder or bowels.");
    walk.press("Continue");
    CHECK(words("noticeTitle") == "Stop. Call your local emergency number.");
    CHECK(words("noticeSentences")
              .startsWith("Tell them about the numbness, or about your bladder or bowels."));
    walk.press("Done");
    walk.press("Start Constructive rest");
    CHECK(words("noticeSentences").startsWith("Tell them about"));
}

TEST_CASE("question and screening pages show somebody seated, and at the least window all fits") {
    WindowWalk walk;
    walk.window().resize(700, 560);
    walk.press("Start Ball release");
    walk.settle();
    const auto *question = walk.window().findChild<QuestionPage *>();
    REQUIRE(question != nullptr);
    const auto *figure = question->findChild<FigureWidget *>();
    REQUIRE(figure != nullptr);
    CHECK(figure->height() >= 120);
    CHECK_FALSE(figure->visibleRegion().isEmpty());
    walk.answerNo();
    walk.press("Continue");
    const auto *screening = walk.window().findChild<ScreeningPage *>();
    REQUIRE(screening != nullptr);
    CHECK(screening->findChild<FigureWidget *>() != nullptr);
}
