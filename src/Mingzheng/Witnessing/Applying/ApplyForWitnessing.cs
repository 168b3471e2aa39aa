using Microsoft.AspNetCore.Mvc;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Web;

namespace Mingzheng.Witnessing.Applying;

/// <summary>A party applies to have the appointment of a lawyer witnessed on video (AW-02, AW-20).</summary>
static class ApplyForWitnessing
{
    const string Address = "/authorizations/new";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Address, Show).Declares(Acts.ApplyForWitnessing);
        // The file with a text is held in memory: nothing of it is spooled in clear.
        app.MapPost(Address, Handle).Declares(Acts.ApplyForWitnessing).WithMetadata(new RequestSizeLimitAttribute(ExistingText.LargestRequest))
            .WithFormOptions(memoryBufferThreshold: ExistingText.LargestRequest, multipartBodyLengthLimit: ExistingText.LargestRequest);
    }

    static async Task<IResult> Show(Person person, Words words, ApplicationScreens screens, CancellationToken stop) =>
        await screens.Of(person, words.Language, null, null, null, stop);

    static async Task<IResult> Handle(
        HttpContext context, ActId act, Person person, Words words, ApplicationDesk desk, ApplicationScreens screens, TimeProvider clock, CancellationToken stop)
    {
        var form = await SentForm.Of(context.Request, stop);
        var errors = new FormErrors();
        var reads = form["do"] == "read-existing" || IsUpload(context.Request);
        var application = reads ? null : ApplicationForm.Read(form, clock.Today(), errors);
        var status = StatusCodes.Status422UnprocessableEntity;
        try
        {
            if (reads)
            {
                var existing = await ExistingText.Of(form, stop);
                return await screens.Of(person, words.Language, null, ApplicationForm.With(existing, form), existing, stop);
            }

            if (application is not null)
            {
                return new SeeOther($"/authorizations/{await desk.Submit(act.Value, person, application, words.Language, stop):D}");
            }
        }
        catch (RefusedException refused) when (refused.Refusal.Status != StatusCodes.Status404NotFound && refused.Refusal.Code != "ACT_REUSED")
        {
            status = refused.Refusal.Status;
            errors.Add(refused.Refusal.Field ?? "", refused.Refusal);
        }

        Refuse.If(ReadsHtml(context.Request) ? null : errors.All[0].Refusal);
        context.Response.StatusCode = status;
        var unread = errors[ExistingText.Field]?.Code == ExistingText.Unwarned ? new ExistingText(form[ExistingText.Field].ToString()) : null;
        return await screens.Of(person, words.Language, errors, form, unread, stop);
    }

    /// <summary>Only a file to be read comes like this; the application itself is a small form.</summary>
    static bool IsUpload(HttpRequest request) => request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true;

    static bool ReadsHtml(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
