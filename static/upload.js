// Shows the progress of an upload and of reading the file. Without it, the browser submits the form.
"use strict";

// Shows why the file was refused, with the message of the error page, and lets the user choose another.
function refused(form, page) {
    const fault = page?.querySelector("#fault") ?? page?.querySelector(".lead");
    const shown = form.querySelector("#fault") ?? document.createElement("p");
    shown.id = "fault";
    shown.className = "notice error";
    shown.setAttribute("role", "alert");
    shown.textContent = fault?.textContent ?? "The file was not imported. Upload it again.";
    form.prepend(shown);
    form.querySelector("[type=file]").setAttribute("aria-describedby", "limits fault");
    form.querySelector(".upload-progress").hidden = true;
    form.querySelector("button[type=submit]").disabled = false;
}

for (const form of document.querySelectorAll("form[data-upload]")) {
    form.addEventListener("submit", (event) => {
        const shown = form.querySelector(".upload-progress");
        const bar = shown.querySelector("progress");
        const words = shown.querySelector("[role=status]");
        const request = new XMLHttpRequest();
        request.open("POST", form.action || location.href);
        request.responseType = "document";
        request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
        request.upload.addEventListener("progress", (sent) => {
            if (!sent.lengthComputable) return;
            bar.value = 100 * sent.loaded / sent.total;
            words.textContent = `${Math.round(bar.value)} % uploaded`;
        });
        request.upload.addEventListener("load", () => {
            bar.removeAttribute("value");
            words.textContent = "Reading the file …";
        });
        request.addEventListener("load", () => {
            if (request.status === 201) {
                location.assign(request.getResponseHeader("Location"));
            } else {
                refused(form, request.response);
            }
        });
        request.addEventListener("error", () => {
            words.textContent = "The connection was lost. Upload the file again.";
            form.querySelector("button[type=submit]").disabled = false;
        });
        event.preventDefault();
        form.querySelector("button[type=submit]").disabled = true;
        shown.hidden = false;
        request.send(new FormData(form));
    });
}
