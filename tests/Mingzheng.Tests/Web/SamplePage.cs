using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Mingzheng.Web.Layout;

namespace Mingzheng.Tests.Web;

/// <summary>The shell around any one component, given with its parameters.</summary>
public sealed class SamplePage : ComponentBase
{
    [Parameter, EditorRequired] public Type Part { get; set; } = null!;

    [Parameter] public IReadOnlyDictionary<string, object> With { get; set; } = new Dictionary<string, object>();

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<CourtPage>(0);
        builder.AddComponentParameter(1, nameof(CourtPage.Title), "Sample");
        builder.AddComponentParameter(2, nameof(CourtPage.ChildContent), (RenderFragment)(content =>
        {
            content.OpenComponent(0, Part);
            content.AddMultipleAttributes(1, With);
            content.CloseComponent();
        }));
        builder.CloseComponent();
    }
}
