//! What the page fetches when it is asked for.

mod beside;
mod choose;
mod picture;
mod predict;
mod restarts;
mod rooms;
mod scenes;
