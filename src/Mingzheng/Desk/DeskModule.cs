using Microsoft.AspNetCore.Http.HttpResults;
using Mingzheng.Access;
using Mingzheng.Web;

namespace Mingzheng.Desk;

/// <summary>The way in, and what waits for a person who is in.</summary>
public static class DeskModule
{
    public static void MapDesk(this IEndpointRouteBuilder app)
    {
        app.MapGet("/", Welcome).Declares(Acts.SeeWelcome);
        app.MapGet("/desk", Show).Declares(Acts.SeeOwnDesk);
    }

    static IResult Welcome(Person person) => person.IsSignedIn ? new SeeOther("/desk") : new RazorComponentResult<WelcomePage>();

    static async Task<IResult> Show(Person person, Words words, IEnumerable<IDeskSection> sections, CancellationToken stop)
    {
        var parts = new List<DeskPart>();
        foreach (var section in sections.OrderBy(section => section.Order))
        {
            parts.Add(await section.Of(person, words, stop));
        }

        return new RazorComponentResult<DeskPage>(new
        {
            person.Name,
            IsStaff = person.Posts.Count > 0,
            Parts = parts.Where(part => part.Items.Count > 0).ToList(),
        });
    }
}
