//! What the page fetches when it is asked for.

mod rooms;
