// What is said of a history that is taken out or in.

#include "ui/transfer_sentences.h"

#include "support/catch.h"

using namespace psoas;

namespace {

app::ImportPreview previewOf(const std::vector<std::pair<core::MergeStep, int>> &steps) {
    app::ImportPreview preview;
    for (const auto &[step, count] : steps) {
        for (int i = 0; i < count; ++i) {
            preview.counts.add(step);
        }
    }
    return preview;
}

app::ImportOutcome importOf(int sessions) {
    return {.counts = previewOf({{core::MergeStep::New, sessions}}).counts};
}

}  // namespace

TEST_CASE(
    "transfer sentences: a preview counts each step by its name, and none that is not there") {
    using Step = core::MergeStep;
    CHECK(ui::previewLines(previewOf({{Step::New, 1},
                                      {Step::Same, 2},
                                      {Step::Replaces, 3},
                                      {Step::KeptHere, 4},
                                      {Step::Restores, 5},
                                      {Step::KeptDeleted, 6},
                                      {Step::Deletes, 7}})) ==
          QStringList{
              "New sessions: 1", "Here already: 2",
              "Edited later in the file, and taken from it: 3", "Edited later here, and kept: 4",
              "Deleted here, but edited later in the file, and back again: 5",
              "Deleted here, and still deleted: 6", "Deleted in the file, and deleted here: 7"});
    CHECK(ui::previewLines(previewOf({{Step::Same, 2}})) ==
          QStringList{"Here already: 2", "Nothing would change."});
}

TEST_CASE("transfer sentences: a file that cannot be taken in is said to be so, and where") {
    using Refusal = app::HistoryRefusal;
    app::ImportPreview preview;
    preview.fault = Refusal{
        .cause = Refusal::Cause::Faulty,
        .problem = {.file = "f", .line = 3, .column = 7, .pointer = {}, .reason = "no number"}};
    CHECK(ui::previewLines(preview) ==
          QStringList{"This is not a history that can be taken in. Line 3, column 7: no number."});
    std::get<Refusal>(*preview.fault).cause = Refusal::Cause::Unreadable;
    CHECK(ui::previewLines(preview) == QStringList{"The file cannot be read: no number."});
}

TEST_CASE("transfer sentences: a conflict names the session and whose telling stands") {
    app::ImportConflict conflict{.id = "a",
                                 .title = "Stretch",
                                 .startedAt = {std::chrono::sys_days{std::chrono::days{20000}}, {}},
                                 .step = core::MergeStep::Replaces};
    CHECK(ui::conflictText(conflict).startsWith("Stretch, 4 October 2024, "));
    CHECK(ui::conflictText(conflict).endsWith(": as the file has it"));
    conflict.step = core::MergeStep::KeptHere;
    CHECK(ui::conflictText(conflict).endsWith(": as it is here"));
    conflict.step = core::MergeStep::Deletes;
    CHECK(ui::conflictText(conflict).endsWith(": deleted, as in the file"));
    conflict.step = core::MergeStep::Restores;
    CHECK(ui::conflictText(conflict).endsWith(": back, as the file has it"));
    conflict.step = core::MergeStep::KeptDeleted;
    CHECK(ui::conflictText(conflict).endsWith(": stays deleted"));
    conflict.step = core::MergeStep::KeptHere;
    conflict.title.clear();
    CHECK(ui::conflictText(conflict) == "A session: as it is here");
}

TEST_CASE("transfer sentences: what became of an export or an import") {
    CHECK(ui::exportedText({.sessions = 1}, "/home/me/h.csv") ==
          "Saved: h.csv, with 1 session in it.");
    CHECK(ui::exportedText({.sessions = 2, .fault = app::TransferCancelled{}}, "h.csv") ==
          "Cancelled. No file was changed.");
    CHECK(ui::exportedText({.sessions = 0, .fault = app::AmongOwnFiles{}}, "h.csv")
              .startsWith("That is the folder where Psoas Ease keeps its own files."));
    CHECK(ui::importedText(importOf(3)) ==
          "Taken in: 3. The red-flag check comes before the next session.");
    CHECK(ui::importedText(importOf(0)) == "Taken in: 0.");
    app::ImportOutcome stopped = importOf(2);
    stopped.fault = app::TransferCancelled{};
    CHECK(ui::importedText(stopped) ==
          "Cancelled. Taken in before that: 2. Take the file in again for the rest. The red-flag "
          "check comes before the next session.");
    app::ImportOutcome early = importOf(0);
    early.fault = app::TransferCancelled{};
    CHECK(ui::importedText(early) == "Cancelled. Nothing was taken in.");
    stopped.backup = storage::Backup{};
    CHECK(ui::importedText(stopped).endsWith("in Settings, under Restore."));
}
