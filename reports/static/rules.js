
document.addEventListener("keydown", (event) => {
  if (event.key === "u" && !duty.typing(event) && !duty.one("#keys").open) location.href = duty.one("#up").href;
});
