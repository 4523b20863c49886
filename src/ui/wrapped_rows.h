#pragma once

class QListView;

namespace psoas::ui {

/// Gives the rows of a list the height that their text needs once it is wrapped to the list's
/// width. Qt's own rows reckon without the padding of the style sheet, and cut the last line off.
void wrapRows(QListView &list);

}  // namespace psoas::ui
