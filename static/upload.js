// Shows how much of a file has been sent, and that it is being read. Without it the form sends itself.
"use strict";

// Shows why the file was refused, in the words of the page that says so, and lets another be chosen.
function refused(form, page) {
    const fault = page?.querySelector("#fault") ?? page?.querySelector(".lead");
    const shown = form.querySelector("#fault") ?? document.createElement("p");
    shown.id = "fault";
    shown.className = "notice error";
    shown.setAttribute("role", "alert");
    shown.textContent = fault?.textContent ?? "The file was not taken in. Send it again.";
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
            words.textContent = `${Math.round(bar.value)} % sent`;
        });
        request.upload.addEventListener("load", () => {
            bar.removeAttribute("value");
            words.textContent = "Being read …";
        });
        request.addEventListener("load", () => {
            if (request.status === 201) {
                location.assign(request.getResponseHeader("Location"));
            } else {
                refused(form, request.response);
            }
        });
        request.addEventListener("error", () => {
            words.textContent = "The connection broke off. Send it again.";
            form.querySelector("button[type=submit]").disabled = false;
        });
        event.preventDefault();
        form.querySelector("button[type=submit]").disabled = true;
        shown.hidden = false;
        request.send(new FormData(form));
    });
}
